# Selectors of trails: all management events, those of KMS left out, writing ones alone.
#--- evidence/all.json
{"TrailARN": "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all", "EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": []}]} #~ undecided cloudtrail-kms-events
#--- evidence/without.json
{"TrailARN": "arn:aws:cloudtrail:eu-central-1:111122223333:trail/without", "EventSelectors": [ #~ fail cloudtrail-kms-events
  {"ReadWriteType": "All", "IncludeManagementEvents": true, "ExcludeManagementEventSources": ["kms.amazonaws.com"]}
]}
#--- evidence/writes.json
{"TrailARN": "arn:aws:cloudtrail:eu-central-1:111122223333:trail/writes", "EventSelectors": [{"ReadWriteType": "WriteOnly", "IncludeManagementEvents": true}]} #~ fail cloudtrail-kms-events
