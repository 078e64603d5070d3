# Keys of Azure and Google: those that rotate, those that do not, those that cannot.
#--- evidence/azure-on.json
{"id": "https://shop.vault.azure.net/keys/orders/rotationpolicy", "lifetimeActions": [{"action": {"type": "Rotate"}, "trigger": {"timeAfterCreate": "P90D"}}], "attributes": {"expiryTime": "P2Y"}} #~ pass vault-key-rotation
#--- evidence/azure-off.json
{"id": "https://shop.vault.azure.net/keys/invoices/rotationpolicy", "lifetimeActions": [{"action": {"type": "Notify"}, "trigger": {"timeBeforeExpiry": "P30D"}}], "attributes": {"expiryTime": "P2Y"}} #~ fail vault-key-rotation
#--- evidence/google-on.json
[{"name": "projects/shop/locations/europe-west3/keyRings/r/cryptoKeys/orders", "purpose": "ENCRYPT_DECRYPT", "rotationPeriod": "7776000s", "primary": {"state": "ENABLED", "protectionLevel": "SOFTWARE"}}] #~ pass project-key-rotation
#--- evidence/google-off.json
[{"name": "projects/shop/locations/europe-west3/keyRings/r/cryptoKeys/invoices", "purpose": "ENCRYPT_DECRYPT", "primary": {"state": "ENABLED", "protectionLevel": "SOFTWARE"}}] #~ fail project-key-rotation
#--- evidence/google-sign.json
[{"name": "projects/shop/locations/europe-west3/keyRings/r/cryptoKeys/sign", "purpose": "ASYMMETRIC_SIGN"}] #~ na project-key-rotation
