# A report that does not say since when decides nothing where something critical is open; nor does a scan that failed.
#--- evidence/trivy.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/worker", "ArtifactType": "container_image", "Results": [ #~ undecided no-critical-in-production #~ undecided cve-deadlines
  {"Target": "worker", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90007", "PkgName": "libshop", "InstalledVersion": "1.0.0", "Severity": "CRITICAL"}]}]}
#--- evidence/clean.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/frontend", "ArtifactType": "container_image", "Results": [{"Target": "frontend", "Class": "os-pkgs", "Type": "debian"}]} #~ pass no-critical-in-production #~ pass cve-deadlines
#--- evidence/failed.json
{"imageScanFindings": {"findings": []}, #~ na no-critical-in-production #~ na cve-deadlines
 "registryId": "111122223333", "repositoryName": "shop/worker", "imageId": {"imageDigest": "sha256:abababababababababababababababababababababababababababababababab"},
 "imageScanStatus": {"status": "FAILED"}}
