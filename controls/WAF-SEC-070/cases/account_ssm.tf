# Managed instances, and the states of their patches.
#--- evidence/managed.json
{"InstanceInformationList": [{"InstanceId": "i-0a1b2c3d4e5f60001", "PingStatus": "Online", "LastPingDateTime": "2026-07-06T11:00:00Z", "ResourceType": "EC2Instance"}]} #~ pass ssm-managed
#--- evidence/lost.json
{"InstanceInformationList": [{"InstanceId": "i-0a1b2c3d4e5f60002", "PingStatus": "ConnectionLost", "LastPingDateTime": "2026-06-06T11:00:00Z", "ResourceType": "EC2Instance"}]} #~ fail ssm-managed
#--- evidence/patched.json
{"InstancePatchStates": [{"InstanceId": "i-0a1b2c3d4e5f60001", "PatchGroup": "linux", "BaselineId": "pb-1", "MissingCount": 0, "FailedCount": 0, "InstalledPendingRebootCount": 0, "OperationEndTime": "2026-07-05T03:10:00Z", "Operation": "Install"}]} #~ pass patch-compliance
#--- evidence/missing.json
{"InstancePatchStates": [{"InstanceId": "i-0a1b2c3d4e5f60002", "PatchGroup": "linux", "BaselineId": "pb-1", "MissingCount": 3, "FailedCount": 0, "InstalledPendingRebootCount": 0, "OperationEndTime": "2026-07-05T03:10:00Z", "Operation": "Scan"}]} #~ fail patch-compliance
#--- evidence/reboot.json
{"InstancePatchStates": [{"InstanceId": "i-0a1b2c3d4e5f60003", "PatchGroup": "linux", "BaselineId": "pb-1", "MissingCount": 0, "FailedCount": 0, "InstalledPendingRebootCount": 2, "OperationEndTime": "2026-07-05T03:10:00Z", "Operation": "Install"}]} #~ fail patch-compliance
#--- evidence/silent.json
{"InstanceInformationList": [{"InstanceId": "i-0a1b2c3d4e5f60004", "PingStatus": "Inactive", "ResourceType": "EC2Instance"}]} #~ undecided ssm-managed
#--- evidence/never.json
{"InstancePatchStates": [{"InstanceId": "i-0a1b2c3d4e5f60004", "PatchGroup": "linux", "BaselineId": "pb-1", "MissingCount": 0, "FailedCount": 0, "InstalledPendingRebootCount": 0, "Operation": "Scan"}]} #~ undecided patch-compliance
