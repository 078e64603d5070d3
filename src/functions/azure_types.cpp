#include "functions/azure_types.h"

#include <algorithm>
#include <string>

namespace wafpp::functions {

namespace {

struct Provider {
  std::string_view name;
  std::string_view types;  ///< On any level, between spaces.
};

constexpr Provider kProviders[] = {
    {"Microsoft.AAD", "domainServices"},
    {"Microsoft.AlertsManagement", "actionRules prometheusRuleGroups smartDetectorAlertRules"},
    {"Microsoft.ApiManagement",
     "apis apiVersionSets authorizationServers backends caches certificates diagnostics gateways groups hostnameConfigurations "
     "identityProviders loggers namedValues openidConnectProviders operations policies policyFragments products properties releases "
     "schemas service subscriptions tags users"},
    {"Microsoft.App", "certificates connectedEnvironments containerApps daprComponents jobs managedEnvironments storages"},
    {"Microsoft.AppConfiguration", "configurationStores keyValues replicas"},
    {"Microsoft.Authorization",
     "locks policyAssignments policyDefinitions policyExemptions policySetDefinitions roleAssignments roleDefinitions "
     "roleManagementPolicies"},
    {"Microsoft.Automation",
     "automationAccounts certificates connections credentials jobSchedules modules runbooks schedules variables webHooks"},
    {"Microsoft.Batch", "applications batchAccounts certificates pools"},
    {"Microsoft.Cache", "accessPolicies accessPolicyAssignments databases firewallRules linkedServers redis redisEnterprise"},
    {"Microsoft.Cdn",
     "afdEndpoints cdnWebApplicationFirewallPolicies customDomains endpoints originGroups origins profiles routes ruleSets rules secrets "
     "securityPolicies"},
    {"Microsoft.Chaos", "capabilities experiments targets"},
    {"Microsoft.CognitiveServices", "accounts deployments projects raiBlocklists raiPolicies"},
    {"Microsoft.Compute",
     "availabilitySets capacityReservationGroups capacityReservations cloudServices dedicatedHosts diskAccesses diskEncryptionSets disks "
     "extensions galleries hostGroups hosts images ipConfigurations networkInterfaces proximityPlacementGroups publicIPAddresses "
     "restorePointCollections restorePoints runCommands snapshots sshPublicKeys versions virtualMachines virtualMachineScaleSets"},
    {"Microsoft.Consumption", "budgets"},
    {"Microsoft.ContainerInstance", "containerGroups"},
    {"Microsoft.ContainerRegistry",
     "agentPools cacheRules connectedRegistries credentialSets registries replications scopeMaps tasks tokens webHooks"},
    {"Microsoft.ContainerService", "agentPools fleets maintenanceConfigurations managedClusters members snapshots updateRuns"},
    {"Microsoft.CostManagement", "exports scheduledActions views"},
    {"Microsoft.DataFactory",
     "credentials dataflows datasets factories integrationRuntimes linkedServices managedVirtualNetworks pipelines "
     "managedPrivateEndpoints triggers"},
    {"Microsoft.DataProtection", "backupInstances backupPolicies backupVaults resourceGuards"},
    {"Microsoft.Databricks", "accessConnectors workspaces"},
    {"Microsoft.DBforMariaDB", "databases firewallRules servers"},
    {"Microsoft.DBforMySQL", "administrators configurations databases firewallRules flexibleServers servers virtualNetworkRules"},
    {"Microsoft.DBforPostgreSQL",
     "administrators configurations databases firewallRules flexibleServers serverGroupsv2 servers virtualEndpoints virtualNetworkRules"},
    {"Microsoft.Devices", "certificates iotHubs provisioningServices"},
    {"Microsoft.DevTestLab", "labs policies schedules virtualMachines virtualNetworks"},
    {"Microsoft.DocumentDB",
     "cassandraKeyspaces collections containers databaseAccounts graphs gremlinDatabases mongoClusters mongodbDatabases "
     "sqlDatabases sqlRoleAssignments sqlRoleDefinitions storedProcedures tables triggers userDefinedFunctions"},
    {"Microsoft.EventGrid", "domains eventSubscriptions namespaces partnerConfigurations systemTopics topics"},
    {"Microsoft.EventHub", "authorizationRules clusters consumerGroups disasterRecoveryConfigs eventhubs namespaces schemaGroups"},
    {"Microsoft.GuestConfiguration", "guestConfigurationAssignments"},
    {"Microsoft.Insights",
     "actionGroups activityLogAlerts autoScaleSettings components dataCollectionEndpoints dataCollectionRuleAssociations "
     "dataCollectionRules diagnosticSettings metricAlerts privateLinkScopes scheduledQueryRules scopedResources webTests workbooks"},
    {"Microsoft.KeyVault", "accessPolicies keys managedHSMs secrets vaults versions"},
    {"Microsoft.Kusto", "clusters databases dataConnections managedPrivateEndpoints principalAssignments"},
    {"Microsoft.LoadTestService", "loadTests"},
    {"Microsoft.Logic", "integrationAccounts integrationServiceEnvironments workflows"},
    {"Microsoft.MachineLearningServices", "computes dataStores onlineEndpoints registries workspaces"},
    {"Microsoft.Maintenance", "configurationAssignments maintenanceConfigurations"},
    {"Microsoft.ManagedIdentity", "federatedIdentityCredentials userAssignedIdentities"},
    {"Microsoft.Management", "managementGroups subscriptions"},
    {"Microsoft.NetApp",
     "backupPolicies backups backupVaults capacityPools netAppAccounts snapshotPolicies snapshots volumeGroups volumes"},
    {"Microsoft.Network",
     "A AAAA CAA CNAME MX NS PTR SOA SRV TXT applicationGateways applicationGatewayWebApplicationFirewallPolicies "
     "applicationSecurityGroups authorizations azureFirewalls backendAddressPools bastionHosts connections customIPPrefixes "
     "ddosProtectionPlans dnsForwardingRulesets dnsResolvers dnsZones expressRouteCircuits expressRouteGateways expressRoutePorts "
     "firewallPolicies flowLogs forwardingRules frontDoors frontDoorWebApplicationFirewallPolicies frontendIPConfigurations "
     "hubVirtualNetworkConnections inboundEndpoints inboundNatRules ipConfigurations ipGroups loadBalancers loadBalancingRules "
     "localNetworkGateways natGateways networkInterfaces networkManagers networkProfiles networkSecurityGroups networkWatchers "
     "outboundEndpoints outboundRules peerings privateDnsZoneGroups privateDnsZones privateEndpoints privateLinkServices probes "
     "publicIPAddresses publicIPPrefixes routeFilters routes routeTables ruleCollectionGroups securityRules serviceEndpointPolicies "
     "subnets trafficManagerProfiles virtualHubs virtualNetworkGateways virtualNetworkLinks virtualNetworkPeerings virtualNetworks "
     "virtualWans vpnGateways vpnSites"},
    {"Microsoft.NotificationHubs", "authorizationRules namespaces notificationHubs"},
    {"Microsoft.OperationalInsights",
     "clusters dataExports dataSources linkedServices linkedStorageAccounts queryPacks savedSearches storageInsightConfigs tables "
     "workspaces"},
    {"Microsoft.OperationsManagement", "solutions"},
    {"Microsoft.PolicyInsights", "remediations"},
    {"Microsoft.Portal", "dashboards"},
    {"Microsoft.Purview", "accounts"},
    {"Microsoft.RecoveryServices",
     "backupFabrics backupPolicies protectedItems protectionContainers replicationFabrics replicationPolicies vaults"},
    {"Microsoft.Relay", "authorizationRules hybridConnections namespaces"},
    {"Microsoft.Resources", "deployments deploymentScripts templateSpecs"},
    {"Microsoft.Search", "searchServices sharedPrivateLinkResources"},
    {"Microsoft.Security",
     "assessmentMetadata assessments autoProvisioningSettings automations pricings securityContacts settings workspaceSettings"},
    {"Microsoft.SecurityInsights", "alertRules automationRules dataConnectors onboardingStates watchlists"},
    {"Microsoft.ServiceBus", "authorizationRules disasterRecoveryConfigs namespaces networkRuleSets queues rules subscriptions topics"},
    {"Microsoft.ServiceFabric", "clusters managedClusters nodeTypes"},
    {"Microsoft.SignalRService", "customCertificates customDomains replicas signalR webPubSub"},
    {"Microsoft.Sql",
     "administrators auditingSettings backupShortTermRetentionPolicies databases elasticPools encryptionProtector failoverGroups "
     "firewallRules instanceFailoverGroups jobAgents keys managedInstances outboundFirewallRules securityAlertPolicies servers "
     "virtualNetworkRules vulnerabilityAssessments"},
    {"Microsoft.SqlVirtualMachine", "availabilityGroupListeners sqlVirtualMachineGroups sqlVirtualMachines"},
    {"Microsoft.Storage",
     "blobServices containers encryptionScopes fileServices inventoryPolicies localUsers managementPolicies queues queueServices shares "
     "storageAccounts tables tableServices"},
    {"Microsoft.StreamAnalytics", "clusters functions inputs outputs streamingJobs"},
    {"Microsoft.Synapse", "bigDataPools firewallRules integrationRuntimes linkedServices managedVirtualNetworks sqlPools workspaces"},
    {"Microsoft.Web",
     "certificates connections customDomains hostingEnvironments hostNameBindings hybridConnectionNamespaces relays serverFarms sites "
     "slots sourceControls staticSites virtualNetworkConnections"},
};

/// `provider/type`, between spaces.
constexpr std::string_view kExtensions =
    " Microsoft.Authorization/locks Microsoft.Authorization/policyAssignments Microsoft.Authorization/roleAssignments"
    " Microsoft.Authorization/roleDefinitions Microsoft.Chaos/targets Microsoft.Chaos/targets/capabilities Microsoft.Consumption/budgets"
    " Microsoft.CostManagement/exports Microsoft.CostManagement/views Microsoft.EventGrid/eventSubscriptions"
    " Microsoft.GuestConfiguration/guestConfigurationAssignments Microsoft.Insights/dataCollectionRuleAssociations"
    " Microsoft.Insights/diagnosticSettings Microsoft.Maintenance/configurationAssignments Microsoft.PolicyInsights/remediations"
    " Microsoft.Security/assessments ";

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return to_lower(x) == to_lower(y); });
}

}  // namespace

std::optional<std::string_view> azure_provider(std::string_view name) {
  for (const Provider& provider : kProviders) {
    if (same_word(provider.name, name)) return provider.name;
  }
  return std::nullopt;
}

std::optional<std::string_view> azure_type(std::string_view provider, std::string_view type) {
  for (const Provider& known : kProviders) {
    if (!same_word(known.name, provider)) continue;
    for (std::string_view rest = known.types; !rest.empty();) {
      size_t space = std::min(rest.find(' '), rest.size());
      if (same_word(rest.substr(0, space), type)) return rest.substr(0, space);
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
  }
  return std::nullopt;
}

bool is_azure_extension(std::string_view provider, std::string_view type) {
  std::string wanted;
  wanted.append(" ").append(provider).append("/").append(type).append(" ");
  return kExtensions.find(wanted) != std::string_view::npos;
}

}  // namespace wafpp::functions
