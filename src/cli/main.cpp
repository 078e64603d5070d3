#include "cli/command.h"

int main(int argc, char** argv) { return wafpp::cli::run(argc, argv); }
