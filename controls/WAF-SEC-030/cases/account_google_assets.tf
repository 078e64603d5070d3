# Assets of Google Cloud: with a key, without one, from a search, from an inventory without data, and such that tell nothing of a key.
#--- evidence/bucket-on.json
[{"name": "//storage.googleapis.com/shop-orders", "assetType": "storage.googleapis.com/Bucket", "resource": {"location": "europe-west3", "data": {"name": "shop-orders", "encryption": {"defaultKmsKeyName": "projects/shop/locations/europe-west3/keyRings/r/cryptoKeys/orders"}}}, "updateTime": "2026-07-06T03:00:00Z"}] #~ pass asset-cmek
#--- evidence/bucket-off.json
[{"name": "//storage.googleapis.com/shop-invoices", "assetType": "storage.googleapis.com/Bucket", "resource": {"location": "europe-west3", "data": {"name": "shop-invoices"}}, "updateTime": "2026-07-06T03:00:00Z"}] #~ fail asset-cmek
#--- evidence/search-on.json
{"results": [{"name": "//cloudsql.googleapis.com/projects/shop/instances/carts", "assetType": "sqladmin.googleapis.com/Instance", "project": "projects/1", "location": "europe-west3", "state": "RUNNABLE", "kmsKeys": ["projects/shop/locations/europe-west3/keyRings/r/cryptoKeys/orders"]}]} #~ pass asset-cmek
#--- evidence/search-off.json
{"results": [{"name": "//cloudsql.googleapis.com/projects/shop/instances/visits", "assetType": "sqladmin.googleapis.com/Instance", "project": "projects/1", "location": "europe-west3", "state": "RUNNABLE"}]} #~ fail asset-cmek
#--- evidence/own-key.json
[{"name": "//compute.googleapis.com/projects/shop/zones/europe-west3-a/disks/handed-in", "assetType": "compute.googleapis.com/Disk", "resource": {"location": "europe-west3-a", "data": {"name": "handed-in", "diskEncryptionKey": {"sha256": "b3duIGtleQ=="}}}, "updateTime": "2026-07-06T03:00:00Z"}] #~ fail asset-cmek
#--- evidence/export.jsonl
{"name": "//pubsub.googleapis.com/projects/shop/topics/clicks", "asset_type": "pubsub.googleapis.com/Topic", "resource": {"location": "global", "data": {"name": "projects/shop/topics/clicks", "kmsKeyName": "projects/shop/locations/europe-west3/keyRings/r/cryptoKeys/orders"}}, "update_time": "2026-07-06T03:00:00Z"} #~ pass asset-cmek
#--- evidence/without-data.json
[{"name": "//bigquery.googleapis.com/projects/shop/datasets/sales", "assetType": "bigquery.googleapis.com/Dataset", "ancestors": ["projects/1"], "updateTime": "2026-07-06T03:00:00Z"}] #~ undecided asset-cmek
#--- evidence/network.json
[{"name": "//compute.googleapis.com/projects/shop/global/networks/shop", "assetType": "compute.googleapis.com/Network", "resource": {"location": "global", "data": {"name": "shop"}}, "updateTime": "2026-07-06T03:00:00Z"}] #~ na asset-cmek
#--- evidence/spanner.json
[{"name": "//spanner.googleapis.com/projects/shop/instances/i/databases/d", "assetType": "spanner.googleapis.com/Database", "resource": {"location": "global", "data": {"encryptionConfig": {"kmsKeyNames": ["projects/shop/locations/europe-west3/keyRings/r/cryptoKeys/orders"]}}}, "updateTime": "2026-07-06T03:00:00Z"}] #~ na asset-cmek
