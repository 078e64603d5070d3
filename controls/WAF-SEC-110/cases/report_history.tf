# The first report that names a fix says since when it is known; a waiver (basket) is said and changes nothing. A fix that came later (stock)
# dates what may be older itself, one that was there from the start (mail) does not.
#--- evidence/basket-06-20.json
{"SchemaVersion": 2, "CreatedAt": "2026-06-20T10:00:00Z", "ArtifactName": "registry.example.com/shop/basket:1.0", "ArtifactType": "container_image", "Results": [ #~ na fix-deadlines
  {"Target": "basket", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90040", "PkgName": "liblate", "InstalledVersion": "1.0.0", "Severity": "HIGH", "Status": "affected"}]}]}
#--- evidence/basket-06-25.json
{"SchemaVersion": 2, "CreatedAt": "2026-06-25T10:00:00Z", "ArtifactName": "registry.example.com/shop/basket:1.0", "ArtifactType": "container_image", "Results": [ #~ na fix-deadlines
  {"Target": "basket", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90040", "PkgName": "liblate", "InstalledVersion": "1.0.0", "FixedVersion": "1.0.1", "Severity": "HIGH"}]}]}
#--- evidence/basket-07-05.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/basket:1.1", "ArtifactType": "container_image", "Results": [ #~ fail fix-deadlines
  {"Target": "basket", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90040", "PkgName": "liblate", "InstalledVersion": "1.0.0", "FixedVersion": "1.0.1", "Severity": "HIGH"}]}]}
#--- evidence/waivers.yml
waivers:
  - id: W-40
    control: WAF-SEC-110
    vulnerability: CVE-2026-90040
    artifact: shop/basket
    reason: the fixed version cannot read our files
    approved_by: Head of security
    approved_at: 2026-06-26
    expires: 2026-07-20
#--- evidence/stock-06-20.json
{"SchemaVersion": 2, "CreatedAt": "2026-06-20T10:00:00Z", "ArtifactName": "registry.example.com/shop/stock:1.0", "ArtifactType": "container_image", "Results": [ #~ na fix-deadlines
  {"Target": "stock", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90041", "PkgName": "libnew", "InstalledVersion": "1.0.0", "Severity": "HIGH", "Status": "affected"}]}]}
#--- evidence/stock-07-05.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/stock:1.1", "ArtifactType": "container_image", "Results": [ #~ pass fix-deadlines
  {"Target": "stock", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90041", "PkgName": "libnew", "InstalledVersion": "1.0.0", "FixedVersion": "1.0.1", "Severity": "HIGH"}]}]}
#--- evidence/mail-07-04.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-04T10:00:00Z", "ArtifactName": "registry.example.com/shop/mail:1.0", "ArtifactType": "container_image", "Results": [ #~ na fix-deadlines
  {"Target": "mail", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90042", "PkgName": "libold", "InstalledVersion": "1.0.0", "FixedVersion": "1.0.1", "Severity": "HIGH"}]}]}
#--- evidence/mail-07-05.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/mail:1.1", "ArtifactType": "container_image", "Results": [ #~ undecided fix-deadlines
  {"Target": "mail", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
    {"VulnerabilityID": "CVE-2026-90042", "PkgName": "libold", "InstalledVersion": "1.0.0", "FixedVersion": "1.0.1", "Severity": "HIGH"}]}]}
