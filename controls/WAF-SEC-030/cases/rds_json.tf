# The same questions in JSON syntax, with a reference and a template inside of strings.

#--- database.tf.json
{
  "resource": {
    "aws_kms_key": {
      "db": {
        "enable_key_rotation": true #~ pass kms-key-rotation
      },
      "old": {
        "enable_key_rotation": false #~ fail kms-key-rotation
      }
    },
    "aws_db_instance": {
      "orders": {
        "engine": "postgres",
        "instance_class": "db.t3.small",
        "storage_encrypted": true,
        "kms_key_id": "${aws_kms_key.db.arn}" #~ pass rds-storage-encrypted
      },
      "stock": {
        "engine": "postgres",
        "instance_class": "db.t3.small",
        "storage_encrypted": true,
        "kms_key_id": "${var.prefix}/aws/rds" #~ fail rds-storage-encrypted
      },
      "mail": {
        "engine": "postgres",
        "instance_class": "db.t3.small",
        "storage_encrypted": "${false}", #~ fail rds-storage-encrypted
        "kms_key_id": "${aws_kms_key.db.arn}"
      }
    }
  },
  "variable": {
    "prefix": {
      "type": "string",
      "default": "alias"
    }
  }
}
