# Names of packages: those that are meant, and those that only look so.
#--- evidence/good.cdx.json
{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [ #~ pass typosquatting
  {"type": "library", "name": "express", "version": "4.21.0", "purl": "pkg:npm/express@4.21.0"},
  {"type": "library", "name": "shop-own-thing", "version": "1.0.0", "purl": "pkg:npm/shop-own-thing@1.0.0"}]}
#--- evidence/letter.cdx.json
{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [ #~ fail typosquatting
  {"type": "library", "name": "expresss", "version": "4.21.0", "purl": "pkg:npm/expresss@4.21.0"}]}
#--- evidence/separator.cdx.json
{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [ #~ fail typosquatting
  {"type": "library", "name": "pythondateutil", "version": "2.9.0", "purl": "pkg:pypi/pythondateutil@2.9.0"}]}
#--- evidence/nameless.cdx.json
{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [{"type": "library", "name": "expresss"}]} #~ undecided typosquatting
