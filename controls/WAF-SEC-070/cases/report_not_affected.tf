# What VEX calls not affected, with a reason, is not open.
#--- evidence/trivy.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/worker", "ArtifactType": "container_image", "Results": [ #~ pass no-critical-in-production #~ pass cve-deadlines
  {"Target": "worker", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90008", "PkgName": "libshop", "InstalledVersion": "1.0.0", "Severity": "CRITICAL", "PkgIdentifier": {"PURL": "pkg:deb/debian/libshop@1.0.0"}}]}]}
#--- evidence/worker.openvex.json
{"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://shop.example.com/vex/1", "author": "Shop", "timestamp": "2026-07-01T00:00:00Z", "version": 1, "statements": [
  {"vulnerability": {"name": "CVE-2026-90008"}, "products": [{"@id": "pkg:deb/debian/libshop@1.0.0"}], "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path"}]}
