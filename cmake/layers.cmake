# The order of the layers, once. A folder of src/ uses only those to its left; the last ones (cli, lsp, server) not one another.
set(WAFPP_LAYERS base diag documents hcl value functions eval terraform facts evidence controls assess store report cli lsp server)
set(WAFPP_TOP_LAYERS cli lsp server)
