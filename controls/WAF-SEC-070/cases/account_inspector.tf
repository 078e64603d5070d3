# Inspector in three accounts: for all that is wanted, for images alone, for nothing.
#--- evidence/a.json
{"accounts": [{"accountId": "111122223333", "state": {"status": "ENABLED"}, "resourceState": { #~ pass inspector-active
  "ec2": {"status": "ENABLED"}, "ecr": {"status": "ENABLED"}, "lambda": {"status": "DISABLED"}
}}], "failedAccounts": []}
#--- evidence/b.json
{"accounts": [{"accountId": "222233334444", "state": {"status": "ENABLED"}, "resourceState": { #~ fail inspector-active
  "ec2": {"status": "DISABLED"}, "ecr": {"status": "ENABLED"}, "lambda": {"status": "DISABLED"}
}}], "failedAccounts": []}
#--- evidence/c.json
{"accounts": [{"accountId": "333344445555", "state": {"status": "ENABLED"}, "resourceState": { #~ fail inspector-active
  "ec2": {"status": "ENABLED"}, "ecr": {"status": "ENABLING"}, "lambda": {"status": "DISABLED"}
}}], "failedAccounts": []}
#--- evidence/d.json
{"accounts": [{"accountId": "444455556666", "state": {"status": "ENABLING"}, "resourceState": { #~ undecided inspector-active
  "ec2": {"status": "ENABLING"}, "ecr": {"status": "ENABLED"}
}}], "failedAccounts": []}
