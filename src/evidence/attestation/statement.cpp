#include "evidence/attestation/statement.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "evidence/common/time.h"

namespace wafpp::evidence {

namespace {

constexpr size_t kDayLength = 10;

/// The text at `name`; empty where there is none.
std::string_view text_of(const Value& object, std::string_view name) {
  if (!object.has_content() || object.kind() != value::TypeKind::Object) return {};
  const Value* found = object.find(name);
  bool is_text = found != nullptr && found->has_content() && found->kind() == value::TypeKind::String;
  return is_text ? found->as_string() : std::string_view();
}

Value member_of(const Value& object, std::string_view name) {
  bool has_members = object.has_content() && object.kind() == value::TypeKind::Object;
  const Value* found = has_members ? object.find(name) : nullptr;
  return found == nullptr ? Value::null() : *found;
}

std::span<const Value> elements_of(const Value& list) {
  bool is_list = list.has_content() && (list.kind() == value::TypeKind::Tuple || list.kind() == value::TypeKind::List);
  return is_list ? list.elements() : std::span<const Value>();
}

std::string sha256_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) return {};
  std::string text;
  for (unsigned i = 0; i < size; ++i) text += fmt::format("{:02x}", digest[i]);
  return text;
}

/// The day `months` after a time; the last day of a month that is shorter.
std::string months_later(std::string_view time, int months) {
  auto number = [&](size_t from, size_t digits) {
    int result = 0;
    for (char digit : time.substr(from, digits)) result = result * 10 + (digit - '0');
    return result;
  };
  int year = number(0, 4);
  auto month = static_cast<unsigned>(number(5, 2));
  auto day = static_cast<unsigned>(number(8, 2));
  std::chrono::year_month later = std::chrono::year_month{std::chrono::year(year), std::chrono::month(month)} + std::chrono::months(months);
  std::chrono::year_month_day last{later / std::chrono::last};
  unsigned kept = std::min(day, static_cast<unsigned>(last.day()));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(later.year()), static_cast<unsigned>(later.month()), kept);
}

/// Of the documents: the first thing that is wrong. `unchanged` is false where one is not the one that was attested.
Reason problem_with_documents(Reading& reading, const Value& root, bool& unchanged) {
  Reason problem;
  auto note = [&](Reason reason) {
    if (problem.empty()) problem = std::move(reason);
  };
  for (const Value& document : elements_of(member_of(root, "documents"))) {
    std::string path(text_of(document, "path"));
    std::string_view hash = text_of(document, "sha256");
    Attributes& record = reading.item().record("attested_document", path);
    record.text("path", path).text("sha256", hash).text("title", text_of(document, "title")).null("unchanged");
    if (path.empty()) {
      note({"a document has no path", "ein Dokument hat keinen Pfad"});
    } else if (hash.empty()) {
      note(reason_with("`{}` has no sha256: nobody can tell what was attested",
                       "`{}` hat kein sha256: was bestätigt wurde, ist nicht zu erkennen", path));
    } else if (base::Result<std::string> text = reading.input().read_beside(path); !text) {
      unchanged = false;
      note(reason_with("`{}` cannot be read: {}", "`{}` ist nicht lesbar: {}", path, text.error().message));
    } else if (sha256_of(*text) != hash) {
      unchanged = false;
      record.flag("unchanged", false);
      note({"the document is not the one that was attested", "das Dokument ist nicht das bestätigte"});
    } else {
      record.flag("unchanged", true);
    }
  }
  return problem;
}

/// What has to be there for a statement to count at all.
Reason problem_with_frame(const Value& root, const std::optional<std::string>& at, std::string_view until) {
  Value by = member_of(root, "attested_by");
  if (text_of(by, "name").empty() || text_of(by, "role").empty())
    return {"nobody is named with name and role in `attested_by`", "`attested_by` nennt niemanden mit Name und Rolle"};
  for (std::string_view name : {"id", "control", "criterion", "statement"}) {
    if (text_of(root, name).empty()) return reason_with("`{}` is missing", "`{}` fehlt", name);
  }
  std::string_view reviewer = text_of(member_of(root, "reviewed_by"), "name");
  if (!reviewer.empty() && reviewer == text_of(by, "name"))
    return {"reviewed by the person who attests", "geprüft von der Person, die bestätigt"};
  if (!at || at->size() == kDayLength) return {"`attested_at` is no time with a zone", "`attested_at` ist kein Zeitpunkt mit Zone"};
  if (until.empty())
    return {"`valid_until` is missing, or no day and no time with a zone",
            "`valid_until` fehlt, oder ist weder Tag noch Zeitpunkt mit Zone"};
  bool is_review = text_of(root, "criterion").find("review") != std::string_view::npos;
  constexpr int kReviewMonths = 4;
  constexpr int kMonths = 15;
  int months = is_review ? kReviewMonths : kMonths;
  if (until.substr(0, kDayLength) > months_later(*at, months))
    return reason_with("valid for more than {} months", "gültig für mehr als {} Monate", months);
  return {};
}

}  // namespace

void judge_attestation(Reading& reading, const Value& root) {
  Item& item = reading.item();
  std::optional<std::string> at = time_of(text_of(root, "attested_at"));
  std::string until = time_of(text_of(root, "valid_until")).value_or("");
  const std::string& as_of = reading.options().as_of;
  for (std::string_view name : {"id", "control", "criterion", "statement"}) item.summary.text(name, text_of(root, name));
  item.summary.text("attested_by", text_of(member_of(root, "attested_by"), "name"))
      .text("role", text_of(member_of(root, "attested_by"), "role"));
  item.summary.text("attested_at", at.value_or("")).text("valid_until", until).text("as_of", as_of);
  bool unchanged = true;
  Reason problem = problem_with_frame(root, at, until);
  Reason of_documents = problem_with_documents(reading, root, unchanged);
  // A day lasts until its end.
  bool is_day = until.size() == kDayLength;
  bool is_expired = !as_of.empty() && !until.empty() && (is_day ? as_of.substr(0, kDayLength) > until : as_of > until);
  if (problem.empty() && at && !as_of.empty() && *at > as_of) problem = {"attested in the future", "in der Zukunft bestätigt"};
  if (problem.empty() && is_expired) problem = reason_with("expired on {}", "abgelaufen am {}", until);
  if (problem.empty()) problem = of_documents;
  // Without a time to judge at, only what is wrong at any time is known.
  if (problem.empty() && as_of.empty()) {
    item.summary.set("valid", Value::null(value::Type::boolean()));
  } else {
    item.summary.flag("valid", problem.empty());
  }
  item.summary.flag("documents_match", unchanged).text("reason", problem.en);
  reading.void_by(std::move(problem));
  item.summary.set("scope", member_of(root, "scope"));
  item.record("attestation", text_of(root, "id")) = item.summary;
}

}  // namespace wafpp::evidence
