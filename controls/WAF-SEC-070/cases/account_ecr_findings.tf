# What ECR says of a scan: done, failed, still running, and called complete before it ran.
#--- evidence/done.json
{"imageScanFindings": {"findings": [], "imageScanCompletedAt": "2026-07-05T10:00:00+00:00"}, #~ pass ecr-findings-report
 "registryId": "111122223333", "repositoryName": "shop/worker", "imageId": {"imageDigest": "sha256:abababababababababababababababababababababababababababababababab"},
 "imageScanStatus": {"status": "COMPLETE"}}
#--- evidence/failed.json
{"imageScanFindings": {"findings": []}, #~ fail ecr-findings-report
 "registryId": "111122223333", "repositoryName": "shop/worker", "imageId": {"imageDigest": "sha256:abababababababababababababababababababababababababababababababab"},
 "imageScanStatus": {"status": "FAILED"}}
#--- evidence/unsupported.json
{"imageScanFindings": {"findings": []}, #~ fail ecr-findings-report
 "registryId": "111122223333", "repositoryName": "shop/worker", "imageId": {"imageDigest": "sha256:abababababababababababababababababababababababababababababababab"},
 "imageScanStatus": {"status": "UNSUPPORTED_IMAGE"}}
#--- evidence/pending.json
{"imageScanFindings": {"findings": []}, #~ na ecr-findings-report
 "registryId": "111122223333", "repositoryName": "shop/worker", "imageId": {"imageDigest": "sha256:abababababababababababababababababababababababababababababababab"},
 "imageScanStatus": {"status": "PENDING"}}
#--- evidence/early.json
{"imageScanFindings": {"findings": []}, #~ undecided ecr-findings-report
 "registryId": "111122223333", "repositoryName": "shop/worker", "imageId": {"imageDigest": "sha256:abababababababababababababababababababababababababababababababab"},
 "imageScanStatus": {"status": "COMPLETE"}}
#--- evidence/trivy.json
{"SchemaVersion": 2, "CreatedAt": "2026-07-05T10:00:00Z", "ArtifactName": "registry.example.com/shop/worker", "ArtifactType": "container_image", "Results": []} #~ na ecr-findings-report
