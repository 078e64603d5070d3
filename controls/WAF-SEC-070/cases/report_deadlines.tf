# Findings of Inspector against their deadlines: within, past for one severity each, closed ones.
#--- evidence/within.json
{"findings": [ #~ pass no-critical-in-production #~ pass cve-deadlines
  {"awsAccountId": "111122223333", "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/cve-2026-90001", "type": "PACKAGE_VULNERABILITY",
   "severity": "CRITICAL", "status": "ACTIVE", "firstObservedAt": "2026-06-20T09:00:00Z", "lastObservedAt": "2026-07-06T04:00:00Z", "updatedAt": "2026-07-06T04:00:00Z", "fixAvailable": "YES",
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-90001", "source": "NVD", "vulnerablePackages": [{"name": "libshop", "version": "1.0.0", "packageManager": "OS", "fixedInVersion": "1.0.1"}]},
   "resources": [{"type": "AWS_ECR_CONTAINER_IMAGE", "id": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/worker/sha256:abababababababababababababababababababababababababababababababab"}]},
  {"awsAccountId": "111122223333", "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/cve-2026-90002", "type": "PACKAGE_VULNERABILITY",
   "severity": "HIGH", "status": "ACTIVE", "firstObservedAt": "2026-05-20T09:00:00Z", "lastObservedAt": "2026-07-06T04:00:00Z", "updatedAt": "2026-07-06T04:00:00Z", "fixAvailable": "YES",
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-90002", "source": "NVD", "vulnerablePackages": [{"name": "libshop", "version": "1.0.0", "packageManager": "OS", "fixedInVersion": "1.0.1"}]},
   "resources": [{"type": "AWS_ECR_CONTAINER_IMAGE", "id": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/worker/sha256:abababababababababababababababababababababababababababababababab"}]}
]}
#--- evidence/critical.json
{"findings": [ #~ fail no-critical-in-production #~ fail cve-deadlines
  {"awsAccountId": "111122223333", "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/cve-2026-90003", "type": "PACKAGE_VULNERABILITY",
   "severity": "CRITICAL", "status": "ACTIVE", "firstObservedAt": "2026-06-01T09:00:00Z", "lastObservedAt": "2026-07-06T04:00:00Z", "updatedAt": "2026-07-06T04:00:00Z", "fixAvailable": "YES",
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-90003", "source": "NVD", "vulnerablePackages": [{"name": "libshop", "version": "1.0.0", "packageManager": "OS", "fixedInVersion": "1.0.1"}]},
   "resources": [{"type": "AWS_ECR_CONTAINER_IMAGE", "id": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/worker/sha256:abababababababababababababababababababababababababababababababab"}]}
]}
#--- evidence/high.json
{"findings": [ #~ pass no-critical-in-production #~ fail cve-deadlines
  {"awsAccountId": "111122223333", "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/cve-2026-90004", "type": "PACKAGE_VULNERABILITY",
   "severity": "HIGH", "status": "ACTIVE", "firstObservedAt": "2026-04-01T09:00:00Z", "lastObservedAt": "2026-07-06T04:00:00Z", "updatedAt": "2026-07-06T04:00:00Z", "fixAvailable": "YES",
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-90004", "source": "NVD", "vulnerablePackages": [{"name": "libshop", "version": "1.0.0", "packageManager": "OS", "fixedInVersion": "1.0.1"}]},
   "resources": [{"type": "AWS_ECR_CONTAINER_IMAGE", "id": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/worker/sha256:abababababababababababababababababababababababababababababababab"}]}
]}
#--- evidence/medium.json
{"findings": [ #~ pass no-critical-in-production #~ fail cve-deadlines
  {"awsAccountId": "111122223333", "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/cve-2026-90005", "type": "PACKAGE_VULNERABILITY",
   "severity": "MEDIUM", "status": "ACTIVE", "firstObservedAt": "2026-03-01T09:00:00Z", "lastObservedAt": "2026-07-06T04:00:00Z", "updatedAt": "2026-07-06T04:00:00Z", "fixAvailable": "YES",
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-90005", "source": "NVD", "vulnerablePackages": [{"name": "libshop", "version": "1.0.0", "packageManager": "OS", "fixedInVersion": "1.0.1"}]},
   "resources": [{"type": "AWS_ECR_CONTAINER_IMAGE", "id": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/worker/sha256:abababababababababababababababababababababababababababababababab"}]}
]}
#--- evidence/closed.json
{"findings": [ #~ pass no-critical-in-production #~ pass cve-deadlines
  {"awsAccountId": "111122223333", "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/cve-2026-90006", "type": "PACKAGE_VULNERABILITY",
   "severity": "CRITICAL", "status": "CLOSED", "firstObservedAt": "2026-01-01T09:00:00Z", "lastObservedAt": "2026-07-06T04:00:00Z", "updatedAt": "2026-07-06T04:00:00Z", "fixAvailable": "YES",
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-90006", "source": "NVD", "vulnerablePackages": [{"name": "libshop", "version": "1.0.0", "packageManager": "OS", "fixedInVersion": "1.0.1"}]},
   "resources": [{"type": "AWS_ECR_CONTAINER_IMAGE", "id": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/worker/sha256:abababababababababababababababababababababababababababababababab"}]}
]}
