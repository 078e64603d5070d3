#include "documents/repository.h"

namespace wafpp::documents {

namespace {

std::string_view describe(FileProblem problem) {
  switch (problem) {
    case FileProblem::NotFound:
      return "there is no such file or folder";
    case FileProblem::NotAFile:
      return "is a folder, not a file";
    case FileProblem::NotAFolder:
      return "is a file, not a folder";
    case FileProblem::Denied:
      return "no permission to read";
    case FileProblem::LeavesRepository:
      return "leads out of the repository";
    case FileProblem::LinkLoop:
      return "symbolic links lead to each other";
    case FileProblem::SpecialFile:
      return "is a device, FIFO or socket";
    case FileProblem::TooLarge:
      return "is larger than the limit";
    case FileProblem::BadPath:
      return "is not a usable path";
    case FileProblem::InputOutput:
      return "cannot be read";
  }
  return {};
}

}  // namespace

FileError make_file_error(std::string path, FileProblem problem, std::string reason) {
  FileError error;
  error.message = path + ": " + reason;
  error.path = std::move(path);
  error.problem = problem;
  error.reason = std::move(reason);
  return error;
}

FileError make_file_error(std::string path, FileProblem problem) {
  return make_file_error(std::move(path), problem, std::string(describe(problem)));
}

bool normalise_path(std::string_view path, std::string& result) {
  result.clear();
  if (path.starts_with('/')) return false;
  while (!path.empty()) {
    size_t slash = path.find('/');
    std::string_view part = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      if (result.empty()) return false;
      size_t last = result.rfind('/');
      result.resize(last == std::string::npos ? 0 : last);
      continue;
    }
    if (!result.empty()) result += '/';
    result += part;
  }
  if (result.empty()) result = ".";
  return true;
}

std::string join_path(std::string_view folder, std::string_view name) {
  if (folder.empty() || folder == ".") return std::string(name);
  std::string result(folder);
  if (!result.ends_with('/')) result += '/';
  result += name;
  return result;
}

}  // namespace wafpp::documents
