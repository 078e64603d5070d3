# SBOMs of an image by its digest, of a folder, and of nothing that can be used.
#--- evidence/image.cdx.json
{"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79", "version": 1, #~ pass artefact-quality
 "metadata": {"timestamp": "2026-07-05T10:00:00Z", "component": {"bom-ref": "image", "type": "container", "name": "registry.example.com/shop/worker", "version": "sha256:abababababababababababababababababababababababababababababababab"}},
 "components": [{"bom-ref": "a", "type": "library", "name": "libshop", "version": "1.0.0", "purl": "pkg:deb/debian/libshop@1.0.0"}],
 "dependencies": [{"ref": "image", "dependsOn": ["a"]}]}
#--- evidence/folder.cdx.json
{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, #~ fail artefact-quality
 "metadata": {"timestamp": "2026-07-05T10:00:00Z", "component": {"bom-ref": "app", "type": "application", "name": "shop"}},
 "components": [{"bom-ref": "a", "type": "library", "name": "left", "version": "1.0.0", "purl": "pkg:npm/left@1.0.0"}],
 "dependencies": [{"ref": "app", "dependsOn": ["a"]}]}
#--- evidence/bare.cdx.json
{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [{"type": "library", "name": "left"}]} #~ fail artefact-quality
#--- evidence/tag.cdx.json
{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, #~ undecided artefact-quality
 "metadata": {"timestamp": "2026-07-05T10:00:00Z", "component": {"bom-ref": "image", "type": "container", "name": "registry.example.com/shop/worker", "version": "3.1.0"}},
 "components": [{"bom-ref": "a", "type": "library", "name": "libshop", "version": "1.0.0", "purl": "pkg:deb/debian/libshop@1.0.0"}],
 "dependencies": [{"ref": "image", "dependsOn": ["a"]}]}
