# Findings of Security Command Center without a CVE: within and past their deadlines, without date or severity, closed, muted, no vulnerability.
#--- evidence/fresh.json
[{"finding": {"name": "organizations/1/sources/2/findings/a1", "category": "XSS", "findingClass": "VULNERABILITY", "severity": "HIGH", "state": "ACTIVE", "mute": "UNDEFINED", "createTime": "2026-06-20T08:00:00Z", "eventTime": "2026-07-05T08:00:00Z", "resourceName": "//cloudresourcemanager.googleapis.com/projects/1"}, "resource": {"type": "google.cloud.resourcemanager.Project"}}] #~ pass scc-vulnerabilities
#--- evidence/late-critical.json
[{"finding": {"name": "organizations/1/sources/2/findings/a2", "category": "SQL_INJECTION", "findingClass": "VULNERABILITY", "severity": "CRITICAL", "state": "ACTIVE", "createTime": "2026-06-01T08:00:00Z", "eventTime": "2026-07-05T08:00:00Z", "resourceName": "//cloudresourcemanager.googleapis.com/projects/1"}}] #~ fail scc-vulnerabilities
#--- evidence/high-of-the-same-day.json
[{"finding": {"name": "organizations/1/sources/2/findings/a3", "category": "XSS", "findingClass": "VULNERABILITY", "severity": "HIGH", "state": "ACTIVE", "createTime": "2026-06-01T08:00:00Z", "resourceName": "//cloudresourcemanager.googleapis.com/projects/1"}}] #~ pass scc-vulnerabilities
#--- evidence/late-medium.json
{"listFindingsResults": [{"finding": {"name": "organizations/1/sources/2/findings/a4", "category": "MIXED_CONTENT", "findingClass": "VULNERABILITY", "severity": "MEDIUM", "state": "ACTIVE", "createTime": "2026-03-01T08:00:00Z", "resourceName": "//cloudresourcemanager.googleapis.com/projects/1"}}]} #~ fail scc-vulnerabilities
#--- evidence/old-low.json
[{"finding": {"name": "organizations/1/sources/2/findings/a5", "category": "OUTDATED_LIBRARY", "findingClass": "VULNERABILITY", "severity": "LOW", "state": "ACTIVE", "createTime": "2025-03-01T08:00:00Z", "resourceName": "//cloudresourcemanager.googleapis.com/projects/1"}}] #~ pass scc-vulnerabilities
#--- evidence/undated.json
[{"finding": {"name": "organizations/1/sources/2/findings/a6", "category": "XSS", "findingClass": "VULNERABILITY", "severity": "HIGH", "state": "ACTIVE", "resourceName": "//cloudresourcemanager.googleapis.com/projects/1"}}] #~ undecided scc-vulnerabilities
#--- evidence/unrated.json
[{"finding": {"name": "organizations/1/sources/2/findings/a7", "category": "XSS", "findingClass": "VULNERABILITY", "severity": "SEVERITY_UNSPECIFIED", "state": "ACTIVE", "createTime": "2026-03-01T08:00:00Z", "resourceName": "//cloudresourcemanager.googleapis.com/projects/1"}}] #~ undecided scc-vulnerabilities
#--- evidence/closed.json
[{"finding": {"name": "organizations/1/sources/2/findings/a8", "category": "XSS", "findingClass": "VULNERABILITY", "severity": "HIGH", "state": "INACTIVE", "createTime": "2026-03-01T08:00:00Z", "resourceName": "//cloudresourcemanager.googleapis.com/projects/1"}}] #~ na scc-vulnerabilities
#--- evidence/muted.json
[{"finding": {"name": "organizations/1/sources/2/findings/a9", "category": "XSS", "findingClass": "VULNERABILITY", "severity": "HIGH", "state": "ACTIVE", "mute": "MUTED", "createTime": "2026-03-01T08:00:00Z", "resourceName": "//cloudresourcemanager.googleapis.com/projects/1"}}] #~ na scc-vulnerabilities
#--- evidence/open-bucket.json
[{"finding": {"name": "organizations/1/sources/2/findings/b1", "category": "PUBLIC_BUCKET_ACL", "findingClass": "MISCONFIGURATION", "severity": "HIGH", "state": "ACTIVE", "createTime": "2026-03-01T08:00:00Z", "resourceName": "//storage.googleapis.com/shop"}}] #~ na scc-vulnerabilities
