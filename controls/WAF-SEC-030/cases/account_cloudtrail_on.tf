# The trail records everything, and is on.
#--- evidence/all.json
{"TrailARN": "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all", "EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": []}]} #~ pass cloudtrail-kms-events
#--- evidence/status.json
{"IsLogging": true, "LatestDeliveryTime": 1783310000.0}
