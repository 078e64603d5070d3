# Inspector says since when a vulnerability is known, Grype since when its fix is there: together they decide.
#--- evidence/inspector-late.json
{"findings": [ #~ fail fix-deadlines
  {"awsAccountId": "111122223333", "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/cve-2026-90021", "type": "PACKAGE_VULNERABILITY",
   "severity": "CRITICAL", "status": "ACTIVE", "firstObservedAt": "2026-07-01T09:00:00Z", "lastObservedAt": "2026-07-06T04:00:00Z", "updatedAt": "2026-07-06T04:00:00Z", "fixAvailable": "YES",
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-90021", "source": "NVD", "vulnerablePackages": [{"name": "libshop", "version": "1.0.0", "packageManager": "OS", "fixedInVersion": "1.0.1"}]},
   "resources": [{"type": "AWS_ECR_CONTAINER_IMAGE", "id": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/worker/sha256:abababababababababababababababababababababababababababababababab"}]}
]}
#--- evidence/inspector-early.json
{"findings": [ #~ pass fix-deadlines
  {"awsAccountId": "111122223333", "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/cve-2026-90022", "type": "PACKAGE_VULNERABILITY",
   "severity": "HIGH", "status": "ACTIVE", "firstObservedAt": "2026-07-03T09:00:00Z", "lastObservedAt": "2026-07-06T04:00:00Z", "updatedAt": "2026-07-06T04:00:00Z", "fixAvailable": "YES",
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-90022", "source": "NVD", "vulnerablePackages": [{"name": "libshop", "version": "1.0.0", "packageManager": "OS", "fixedInVersion": "1.0.1"}]},
   "resources": [{"type": "AWS_ECR_CONTAINER_IMAGE", "id": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/worker/sha256:abababababababababababababababababababababababababababababababab"}]}
]}
#--- evidence/inspector-other-fix.json
{"findings": [ #~ undecided fix-deadlines
  {"awsAccountId": "111122223333", "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/cve-2026-90021", "type": "PACKAGE_VULNERABILITY",
   "severity": "CRITICAL", "status": "ACTIVE", "firstObservedAt": "2026-07-01T09:00:00Z", "lastObservedAt": "2026-07-06T04:00:00Z", "updatedAt": "2026-07-06T04:00:00Z", "fixAvailable": "YES",
   "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-90021", "source": "NVD", "vulnerablePackages": [{"name": "libshop", "version": "1.0.0", "packageManager": "OS", "fixedInVersion": "1.0.1-r9"}]},
   "resources": [{"type": "AWS_ECR_CONTAINER_IMAGE", "id": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/worker/sha256:abababababababababababababababababababababababababababababababab"}]}
]}
#--- evidence/grype.json
{"matches": [ #~ undecided fix-deadlines
  {"vulnerability": {"id": "CVE-2026-90021", "severity": "Critical", "fix": {"state": "fixed", "versions": ["1.0.1"], "available": [{"version": "1.0.1", "date": "2026-06-20", "kind": "advisory"}]}}, "artifact": {"name": "libshop", "version": "1.0.0", "type": "deb", "purl": "pkg:deb/debian/libshop@1.0.0"}},
  {"vulnerability": {"id": "CVE-2026-90022", "severity": "High", "fix": {"state": "fixed", "versions": ["1.0.1"], "available": [{"version": "1.0.1", "date": "2026-06-20", "kind": "advisory"}]}}, "artifact": {"name": "libshop", "version": "1.0.0", "type": "deb", "purl": "pkg:deb/debian/libshop@1.0.0"}}
], "descriptor": {"name": "grype", "version": "0.106.0", "timestamp": "2026-07-05T10:00:00Z"}, "source": {"type": "image", "target": {"userInput": "registry.example.com/shop/worker"}}}
