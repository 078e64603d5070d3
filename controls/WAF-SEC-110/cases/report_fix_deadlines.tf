# Fixes that are there: what has none is not asked, what has no dates is undecided.
#--- evidence/no-fix.json
{"matches": [ #~ pass fix-deadlines #~ pass scan-report
  {"vulnerability": {"id": "CVE-2026-90011", "severity": "Critical", "fix": {"state": "not-fixed", "versions": []}}, "artifact": {"name": "libshop", "version": "1.0.0", "type": "deb", "purl": "pkg:deb/debian/libshop@1.0.0"}}
], "descriptor": {"name": "grype", "version": "0.106.0", "timestamp": "2026-07-05T10:00:00Z"}, "source": {"type": "image", "target": {"userInput": "registry.example.com/shop/worker"}}}
#--- evidence/fix.json
{"matches": [ #~ undecided fix-deadlines #~ pass scan-report
  {"vulnerability": {"id": "CVE-2026-90012", "severity": "Critical", "fix": {"state": "fixed", "versions": ["1.0.1"], "available": [{"version": "1.0.1", "date": "2026-06-01", "kind": "advisory"}]}}, "artifact": {"name": "libshop", "version": "1.0.0", "type": "deb", "purl": "pkg:deb/debian/libshop@1.0.0"}}
], "descriptor": {"name": "grype", "version": "0.106.0", "timestamp": "2026-07-05T10:00:00Z"}, "source": {"type": "image", "target": {"userInput": "registry.example.com/shop/worker"}}}
#--- evidence/inspector.json
{"findings": [ #~ undecided fix-deadlines #~ na scan-report
  {"awsAccountId": "111122223333", "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/cve-2026-90013", "type": "PACKAGE_VULNERABILITY",
   "severity": "HIGH", "status": "ACTIVE", "firstObservedAt": "2026-07-05T09:00:00Z", "lastObservedAt": "2026-07-06T04:00:00Z", "updatedAt": "2026-07-06T04:00:00Z", "fixAvailable": "YES",
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-90013", "source": "NVD", "vulnerablePackages": [{"name": "libshop", "version": "1.0.0", "packageManager": "OS", "fixedInVersion": "1.0.1"}]},
   "resources": [{"type": "AWS_ECR_CONTAINER_IMAGE", "id": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/worker/sha256:abababababababababababababababababababababababababababababababab"}]}
]}
#--- evidence/ecr.json
{"imageScanFindings": {"findings": []}, #~ na fix-deadlines #~ na scan-report
 "registryId": "111122223333", "repositoryName": "shop/worker", "imageId": {"imageDigest": "sha256:abababababababababababababababababababababababababababababababab"},
 "imageScanStatus": {"status": "FAILED"}}
#--- evidence/scratch.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/scratch", "ArtifactType": "container_image"} #~ pass fix-deadlines #~ fail scan-report
#--- evidence/nothing.json
{"matches": [], "descriptor": {"name": "grype", "version": "0.106.0", "timestamp": "2026-07-05T10:00:00Z"}, "source": {"type": "image", "target": {"userInput": "registry.example.com/shop/base"}}} #~ pass fix-deadlines #~ undecided scan-report
