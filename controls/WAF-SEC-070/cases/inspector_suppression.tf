# A filter may hide what was judged, not what nobody has seen yet.

variable "severity" {
  type = string
}

resource "aws_inspector2_filter" "one_vulnerability" {
  name   = "accepted"
  action = "SUPPRESS"
  filter_criteria { #~ pass inspector-suppression
    vulnerability_id {
      comparison = "EQUALS"
      value      = "CVE-2024-0001"
    }
  }
}

resource "aws_inspector2_filter" "low_noise" {
  name   = "noise"
  action = "SUPPRESS"
  filter_criteria { #~ pass inspector-suppression
    severity {
      comparison = "EQUALS"
      value      = "LOW"
    }
    severity {
      comparison = "EQUALS"
      value      = "INFORMATIONAL"
    }
  }
}

resource "aws_inspector2_filter" "not_the_grave_ones" {
  name   = "noise-2"
  action = "SUPPRESS"
  filter_criteria { #~ pass inspector-suppression
    severity {
      comparison = "NOT_EQUALS"
      value      = "CRITICAL"
    }
    severity {
      comparison = "NOT_EQUALS"
      value      = "HIGH"
    }
  }
}

resource "aws_inspector2_filter" "high_as_well" {
  name   = "too-much"
  action = "SUPPRESS"
  filter_criteria { #~ fail inspector-suppression
    severity {
      comparison = "EQUALS"
      value      = "LOW"
    }
    severity {
      comparison = "EQUALS"
      value      = "HIGH"
    }
  }
}

resource "aws_inspector2_filter" "all_images" {
  name   = "quiet"
  action = "SUPPRESS"
  filter_criteria { #~ fail inspector-suppression
    resource_type {
      comparison = "EQUALS"
      value      = "AWS_ECR_CONTAINER_IMAGE"
    }
  }
}

resource "aws_inspector2_filter" "as_told" {
  name   = "told"
  action = "SUPPRESS"
  filter_criteria { #~ undecided inspector-suppression
    severity {
      comparison = "EQUALS"
      value      = var.severity
    }
  }
}

resource "aws_inspector2_filter" "only_a_view" {
  name   = "view"
  action = "NONE"
  filter_criteria { #~ na inspector-suppression
    severity {
      comparison = "EQUALS"
      value      = "CRITICAL"
    }
  }
}
