#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "diag/sink.h"
#include "diag/source.h"
#include "documents/repository.h"

namespace wafpp::documents {

/// Reads each `*.yml` and `*.yaml` that lies in `folder` itself, by name, makes it a source and calls `visit` with it and its name without
/// the ending. Where there is no such folder nothing happens; what cannot be read is reported as `unreadable`.
void for_each_yaml_file(const Repository& repository, std::string_view folder, diag::SourceMap& sources, diag::Sink& sink,
                        const diag::Kind& unreadable, const std::function<void(const diag::Source& source, std::string name)>& visit);

}  // namespace wafpp::documents
