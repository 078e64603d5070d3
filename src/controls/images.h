#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "controls/domain.h"

/// Container images: where resources name them, and whether a name is one that always means the same image.
namespace wafpp::controls {

/// One argument, or two, by which a resource names an image; see catalogue/images.yml.
struct ImagePath {
  std::vector<std::string> steps;
  std::string tag;     ///< Beside the last step: an argument that holds the tag alone. May be empty.
  std::string behind;  ///< Only texts that begin so name an image, and it stands behind. May be empty.
};
struct ImageCatalogue {
  std::map<std::string, std::vector<ImagePath>, std::less<>> consumers;  ///< By kind of fact.
  std::map<std::string, std::vector<std::string>, std::less<>> digests;  ///< Attributes by kind of fact.
};
/// The one that is compiled in.
const ImageCatalogue& image_catalogue();

/// An image that a resource names.
struct Image {
  Value name;
  Value tag;          ///< Where it is an argument of its own; else null.
  Text what;          ///< "container `app`"; where it has no name, "the image in" and the argument's path.
  diag::Place place;  ///< Of the argument, or the part of it, that names the image.
};
struct Images {
  std::vector<Image> found;
  value::Origin open;  ///< Not empty: there may be more, and that hangs on this.
  diag::Place open_place;
  Text assumption;  ///< What the answer rests on where all of these are named by digest. May be empty.
};
/// The images that `fact` names, as the catalogue says where; of more than a thousand the rest is open.
Images images_of(const Fact& fact);

/// How a name means its image.
enum class ImageForm : uint8_t {
  Nothing,   ///< Null or empty: there is no image.
  Digest,    ///< By digest.
  Tag,       ///< By a tag.
  Untagged,  ///< By neither, which means the tag `latest`.
  Open,      ///< Not known.
};
struct ImageAnswer {
  ImageForm form = ImageForm::Nothing;
  std::string tag;     ///< Of `Tag`, as shown; empty where only that it is one is known.
  Text because;        ///< Of `Digest`, where the text itself does not say it.
  value::Origin open;  ///< Of `Open`.
};
ImageAnswer image_form(const Image& image);
ImageAnswer image_form(const Value& name);

/// Where a value was written as it is seen, or its first part.
diag::Place place_seen(const value::Origin& origin);

}  // namespace wafpp::controls
