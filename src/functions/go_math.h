#pragma once

/// Go's `math.Log`, `math.Exp` and `math.Pow` bit for bit: their results differ from those of the C library in the last place,
/// and Terraform prints all digits.
namespace wafpp::functions {

double go_log(double x);
double go_exp(double x);
double go_pow(double x, double y);

}  // namespace wafpp::functions
