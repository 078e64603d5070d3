#include <algorithm>

#include "base/text.h"
#include "evidence/common/time.h"
#include "evidence/spdx/document.h"

namespace wafpp::evidence {

namespace {

/// SPDX 2.3, annex: a tag and a value a line; a value in `<text>` may have several. A package begins with its name.
class TagValue {
 public:
  explicit TagValue(Reading& reading) : reading_(reading), item_(reading.item()), text_(reading.text()) {}

  void read() {
    while (at_ < text_.size() && !reading_.refused()) line();
    if (item_.sbom.spec_version.empty()) reading_.refuse({"there is no `SPDXVersion`", "`SPDXVersion` fehlt"});
    finish_spdx(item_, document_);
  }

 private:
  void line() {
    size_t begin = at_;
    size_t end = std::min(text_.find('\n', at_), text_.size());
    std::string_view line = base::trimmed(text_.substr(at_, end - at_));
    at_ = std::min(end + 1, text_.size());
    if (line.empty() || line.front() == '#') return;
    reading_.mark_entry(begin);
    size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      reading_.refuse({"a line has to be a tag, a colon and a value", "eine Zeile muss aus Tag, Doppelpunkt und Wert bestehen"});
      return;
    }
    std::string_view tag = base::trimmed(line.substr(0, colon));
    std::string_view value = base::trimmed(line.substr(colon + 1));
    constexpr std::string_view kOpen = "<text>";
    constexpr std::string_view kClose = "</text>";
    if (value.starts_with(kOpen)) {
      size_t from = begin + text_.substr(begin).find(kOpen) + kOpen.size();
      size_t to = text_.find(kClose, from);
      if (to == std::string_view::npos) {
        reading_.refuse({"`<text>` is never closed", "`<text>` wird nie geschlossen"});
        return;
      }
      value = base::trimmed(text_.substr(from, to - from));
      at_ = std::min(std::min(text_.find('\n', to), text_.size()) + 1, text_.size());
    }
    take(tag, value);
  }

  void take(std::string_view tag, std::string_view value) {
    if (tag == "SPDXVersion") {
      item_.sbom.spec_version = item_.keep(value);
    } else if (tag == "DocumentNamespace") {
      item_.sbom.serial = item_.keep(value);
    } else if (tag == "Creator") {
      note_creator(item_, document_, value);
    } else if (tag == "Created") {
      if (std::optional<std::string> time = time_of(value)) {
        item_.sbom.created = item_.keep(*time);
      } else {
        reading_.warn("`Created` is no time with a zone; it counts as not given");
      }
    } else if (tag == "PackageName") {
      item_.components.emplace_back();
      item_.components.back().name = item_.keep(value);
      in_package_ = true;
    } else if (tag == "FileName" || tag == "SnippetSPDXID" || tag == "LicenseID") {
      in_package_ = false;
    } else if (tag == "Relationship") {
      relation(value);
    } else if (in_package_) {
      take_of_package(item_.components.back(), tag, value);
    }
  }

  void take_of_package(Component& component, std::string_view tag, std::string_view value) {
    if (tag == "SPDXID") {
      component.ref = item_.keep(value);
    } else if (tag == "PackageVersion") {
      component.version = item_.keep(said(value));
    } else if (tag == "PackageSupplier") {
      component.supplier = item_.keep(said(value));
    } else if (tag == "PrimaryPackagePurpose") {
      component.type = item_.keep(value);
    } else if (tag == "PackageLicenseDeclared" && !said(value).empty()) {
      component.licences = item_.keep_sorted({value});
    } else if (tag == "PackageChecksum" && value.starts_with("SHA256:")) {
      component.sha256 = item_.keep(base::trimmed(value.substr(7)));
    } else if (tag == "ExternalRef") {
      std::vector<std::string_view> words = words_of(value);
      if (words.size() == 3 && words[1] == "purl") component.purl = item_.keep(words[2]);
    }
  }

  static std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!(text = base::trimmed(text)).empty()) {
      size_t end = std::min(text.find_first_of(" \t"), text.size());
      words.push_back(text.substr(0, end));
      text.remove_prefix(end);
    }
    return words;
  }

  void relation(std::string_view value) {
    std::vector<std::string_view> words = words_of(value);
    if (words.size() != 3) {
      reading_.warn("a relationship is two elements with a word between them; this one is left out");
      return;
    }
    note_relation(item_, document_, words[0], words[1], words[2]);
  }

  Reading& reading_;
  Item& item_;
  std::string_view text_;
  size_t at_ = 0;
  bool in_package_ = false;
  SpdxDocument document_;
};

}  // namespace

void read_spdx_tag_value(Reading& reading) { TagValue(reading).read(); }

}  // namespace wafpp::evidence
