# Several reports of one image tell together since when something is known; the newest alone is judged. What is gone in it (orders) an old
# report keeps not open. What the very first report has (stock) may be older. Another scanner (mail) closes nothing that it never knew.
#--- evidence/basket-04-20.json
{"SchemaVersion": 2, "CreatedAt": "2026-04-20T10:00:00Z", "ArtifactName": "registry.example.com/shop/basket:1.0", "ArtifactType": "container_image", "Results": [ #~ na no-critical-in-production #~ na cve-deadlines
  {"Target": "basket", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90030", "PkgName": "libgone", "InstalledVersion": "1.0.0", "Severity": "CRITICAL"}]}]}
#--- evidence/basket-05-20.json
{"SchemaVersion": 2, "CreatedAt": "2026-05-20T10:00:00Z", "ArtifactName": "registry.example.com/shop/basket:1.1", "ArtifactType": "container_image", "Results": [ #~ na no-critical-in-production #~ na cve-deadlines
  {"Target": "basket", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90031", "PkgName": "liblate", "InstalledVersion": "1.0.0", "Severity": "CRITICAL"}]}]}
#--- evidence/basket-07-05.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/basket:1.2", "ArtifactType": "container_image", "Results": [ #~ fail no-critical-in-production #~ fail cve-deadlines
  {"Target": "basket", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90031", "PkgName": "liblate", "InstalledVersion": "1.1.0", "Severity": "CRITICAL"}]}]}
#--- evidence/orders-04-20.json
{"SchemaVersion": 2, "CreatedAt": "2026-04-20T10:00:00Z", "ArtifactName": "registry.example.com/shop/orders:1.0", "ArtifactType": "container_image", "Results": [ #~ na no-critical-in-production #~ na cve-deadlines
  {"Target": "orders", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90032", "PkgName": "libgone", "InstalledVersion": "1.0.0", "Severity": "CRITICAL"}]}]}
#--- evidence/orders-06-20.json
{"SchemaVersion": 2, "CreatedAt": "2026-06-20T10:00:00Z", "ArtifactName": "registry.example.com/shop/orders:1.1", "ArtifactType": "container_image", "Results": [ #~ na no-critical-in-production #~ na cve-deadlines
  {"Target": "orders", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90033", "PkgName": "libnew", "InstalledVersion": "1.0.0", "Severity": "CRITICAL"}]}]}
#--- evidence/orders-07-05.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/orders:1.2", "ArtifactType": "container_image", "Results": [ #~ pass no-critical-in-production #~ pass cve-deadlines
  {"Target": "orders", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90033", "PkgName": "libnew", "InstalledVersion": "1.0.0", "Severity": "CRITICAL"}]}]}
#--- evidence/stock-06-20.json
{"SchemaVersion": 2, "CreatedAt": "2026-06-20T10:00:00Z", "ArtifactName": "registry.example.com/shop/stock:1.0", "ArtifactType": "container_image", "Results": [ #~ na no-critical-in-production #~ na cve-deadlines
  {"Target": "stock", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90034", "PkgName": "libold", "InstalledVersion": "1.0.0", "Severity": "CRITICAL"}]}]}
#--- evidence/stock-07-05.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/stock:1.1", "ArtifactType": "container_image", "Results": [ #~ undecided no-critical-in-production #~ undecided cve-deadlines
  {"Target": "stock", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90034", "PkgName": "libold", "InstalledVersion": "1.0.0", "Severity": "CRITICAL"}]}]}
#--- evidence/mail-06-20.json
{"SchemaVersion": 2, "CreatedAt": "2026-05-01T10:00:00Z", "ArtifactName": "registry.example.com/shop/mail:1.0", "ArtifactType": "container_image", "Results": [ #~ fail no-critical-in-production #~ fail cve-deadlines
  {"Target": "mail", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90035", "PkgName": "libone", "InstalledVersion": "1.0.0", "Severity": "CRITICAL"}]}]}
#--- evidence/mail-grype.json
{"matches": [ #~ pass no-critical-in-production #~ pass cve-deadlines
], "descriptor": {"name": "grype", "version": "0.106.0", "timestamp": "2026-07-05T10:00:00Z"}, "source": {"type": "image", "target": {"userInput": "registry.example.com/shop/mail:1.1"}}}
