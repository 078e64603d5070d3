#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/repository/references.h"

namespace wafpp::evidence {

/// The images that a kustomization puts in place of others (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/):
/// one for each entry of `images` with a `newTag` or `digest`. One that gives a `newName` alone leaves the tag to the manifests.
std::vector<ImageReference> images_of_kustomization(std::string_view text);

/// The kustomizations of a repository: which manifests they take in, and what they put in place of the images there.
class Kustomizations {
 public:
  /// `path` is that of the file; what is no kustomization does nothing.
  void add(const std::string& path, std::string_view text);
  /// To be called when all are there, before the next.
  void connect();
  /// The kustomization that puts a tag or digest of its own in place of the image that a manifest names, where every one does that takes
  /// the manifest in, by itself or through others; empty where one of them leaves it, or where none takes it in. So it is, too, where
  /// there are too many to follow.
  std::string replaced_in(const std::string& manifest, std::string_view image);

 private:
  struct Replacement {
    std::string name;
    std::string new_name;
    bool has_version = false;  ///< A tag or digest.
  };
  struct Kustomization {
    std::string path;
    std::string folder;
    std::vector<std::string> resources;   ///< Files and folders, relative to the repository.
    std::vector<std::string> components;  ///< Folders whose replacements count as its own.
    std::vector<Replacement> images;
  };
  /// One way by which a manifest is taken in.
  struct Way {
    size_t at;
    std::string name;
    std::string replaced_in;
    size_t length;
  };
  void apply(const Kustomization& from, size_t depth, Way& way);

  std::vector<Kustomization> all_;
  std::map<std::string, size_t, std::less<>> by_folder_;
  std::map<std::string, std::vector<size_t>, std::less<>> takers_;  ///< Of a file or folder.
  size_t left_ = 0;  ///< How many entries may still be looked at, for the image that is asked for.
  size_t spent_ = 0;
};

}  // namespace wafpp::evidence
