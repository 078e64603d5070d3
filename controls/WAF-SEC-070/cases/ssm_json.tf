# The whole chain in JSON syntax.

#--- servers.tf.json
{
  "resource": {
    "aws_iam_role": {
      "worker": {
        "name": "worker",
        "assume_role_policy": "{}"
      }
    },
    "aws_iam_role_policy_attachment": {
      "ssm": {
        "role": "${aws_iam_role.worker.name}",
        "policy_arn": "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
      }
    },
    "aws_iam_instance_profile": {
      "worker": {
        "role": "${aws_iam_role.worker.name}"
      }
    },
    "aws_instance": {
      "worker": {
        "ami": "ami-0123456789abcdef0",
        "iam_instance_profile": "${aws_iam_instance_profile.worker.name}" #~ pass ec2-ssm-managed
      },
      "bare": {
        "ami": "ami-0123456789abcdef0",
        "iam_instance_profile": null #~ fail ec2-ssm-managed
      }
    }
  }
}
