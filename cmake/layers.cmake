# The order of the layers, once. A folder of src/ uses only those to its left; the last ones (cli, lsp, server) not one another.
set(WAFPP_LAYERS base diag documents hcl value functions eval terraform facts evidence controls assess store report cli lsp server)
set(WAFPP_TOP_LAYERS cli lsp server)

# What most files of a large layer include, for its precompiled header.
set(WAFPP_PRECOMPILED_terraform <terraform/instance.h> <value/convert.h>)
set(WAFPP_PRECOMPILED_evidence <evidence/reading.h> <evidence/format.h> <documents/yaml.h>)
set(WAFPP_PRECOMPILED_controls <controls/domain.h>)
