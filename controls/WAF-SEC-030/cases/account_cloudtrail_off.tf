# The trail would record everything, and is switched off.
#--- evidence/all.json
{"TrailARN": "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all", "EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": []}]} #~ fail cloudtrail-kms-events
#--- evidence/status.json
{"IsLogging": false, "StopLoggingTime": 1783000000.0}
