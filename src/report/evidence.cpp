#include "report/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "base/text.h"
#include "evidence/common/time.h"
#include "report/words.h"

namespace wafpp::report {

namespace {

using assess::EvidenceFile;
using assess::EvidenceStanding;
using controls::EvidenceItem;
using controls::EvidenceProof;

/// An item that files of one kind serve.
struct Served {
  const controls::Control* control;
  const EvidenceItem* item;
};

std::vector<Served> served_by(const controls::ControlSet& controls, const EvidenceFile& file) {
  const evidence::Kind* kind = file.kind;
  std::vector<Served> served;
  if (kind == nullptr || !file.proves) return served;
  for (const controls::Control& control : controls.controls) {
    for (const EvidenceItem& item : control.evidence) {
      bool serves = std::any_of(item.proofs.begin(), item.proofs.end(), [&](const EvidenceProof& proof) {
        return std::find(proof.kinds.begin(), proof.kinds.end(), kind->name) != proof.kinds.end();
      });
      if (serves) served.push_back({&control, &item});
    }
  }
  return served;
}

/// Whether it matters how old a file is.
bool may_grow_old(const std::vector<Served>& served) {
  return std::any_of(served.begin(), served.end(), [](const Served& one) {
    return std::any_of(one.item->proofs.begin(), one.item->proofs.end(), [](const EvidenceProof& proof) { return proof.valid_days > 0; });
  });
}

std::string name_of(const Served& served) { return served.control->id + (served.item->id.empty() ? "" : "/" + served.item->id); }

std::string state_word(EvidenceFile::State state, const Page& page) {
  switch (state) {
    case EvidenceFile::State::Usable:
      return std::string(page.in("counts", "zählt"));
    case EvidenceFile::State::Stale:
      return std::string(page.in("too old", "zu alt"));
    case EvidenceFile::State::Future:
      return std::string(page.in("not yet", "noch nicht"));
    case EvidenceFile::State::Incomplete:
      return std::string(page.in("incomplete", "unvollständig"));
    case EvidenceFile::State::Invalid:
      return std::string(page.in("does not hold", "gilt nicht"));
    case EvidenceFile::State::Unknown:
      return std::string(page.in("no evidence", "kein Nachweis"));
    case EvidenceFile::State::Refused:
      return std::string(page.in("broken", "unlesbar"));
  }
  return {};
}

/// `2026-07-06, 3 days old`
std::string date_of(const EvidenceFile& file, std::string_view as_of, const Page& page) {
  if (file.time.empty())
    return std::string(
        page.in("its date is not known: `collected` in the settings says it", "ohne Datum: `collected` in den Einstellungen nennt es"));
  std::string text = file.time;
  std::optional<int64_t> made = evidence::seconds_of(file.time);
  std::optional<int64_t> now = evidence::seconds_of(as_of);
  constexpr int64_t kDay = 86'400;
  if (made && now && *now >= *made) {
    auto days = static_cast<size_t>((*now - *made) / kDay);
    text += ", " + base::counted(days, page.in("day old", "Tag alt"), page.in("days old", "Tage alt"));
  }
  if (!file.valid_until.empty()) text += fmt::format(fmt::runtime(page.in(", counts until {}", ", zählt bis {}")), file.valid_until);
  return text;
}

std::string where_from(const EvidenceFile& file, const Page& page) {
  std::string text;
  auto add = [&](std::string_view name, const std::string& what) {
    if (!what.empty()) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, base::printable(what));
  };
  add(page.in("environment", "Umgebung"), file.environment);
  add(page.in("account", "Konto"), file.account);
  add(page.in("region", "Region"), file.region);
  return text;
}

/// `last change 2026-07-06T09:10:11Z by A. Shop (3f2a91c04d5e)`
std::string change_of(const assess::FileChange& change, const Page& page) {
  using State = assess::FileChange::State;
  constexpr size_t kShown = 12;
  std::string commit = change.commit.substr(0, kShown);
  switch (change.state) {
    case State::New:
      return std::string(page.in("not committed yet", "noch in keinem Commit"));
    case State::NotLater:
      return fmt::format(fmt::runtime(page.in("unchanged since {} ({}) at least: {}", "mindestens seit {} ({}) unverändert: {}")),
                         change.time, commit, base::printable(page.in(change.reason.en, change.reason.de)));
    case State::Known: {
      std::string text = fmt::format(fmt::runtime(page.in("last change {} by {} ({})", "zuletzt geändert {} von {} ({})")), change.time,
                                     base::printable(change.author), commit);
      if (change.is_changed_since.value_or(false)) text += page.in(", and since then without a commit", ", und seitdem ohne Commit");
      return text;
    }
    case State::Unknown:
      break;
  }
  return {};
}

/// Why nothing is known of last changes, once for each reason.
void say_unknown_changes(const std::vector<EvidenceFile>& files, Page& page) {
  std::set<std::string> said;
  for (const EvidenceFile& file : files) {
    if (!file.last_change || file.last_change->state != assess::FileChange::State::Unknown) continue;
    const evidence::Reason& reason = file.last_change->reason;
    if (!said.insert(reason.en).second) continue;
    page.note(fmt::format(
        fmt::runtime(page.in("Who changed files last is not known: {}.", "Wer Dateien zuletzt geändert hat, ist nicht bekannt: {}.")),
        base::printable(page.in(reason.en, reason.de))));
  }
}

void write_change(documents::JsonWriter& json, const assess::FileChange& change, Language language) {
  json.key("last_change").begin_object().member("state", assess::to_string(change.state)).member("commit", change.commit);
  json.member("time", change.time).member("author", change.author).member("author_email", change.author_email);
  json.key("is_changed_since");
  if (change.is_changed_since) {
    json.boolean(*change.is_changed_since);
  } else {
    json.null();
  }
  json.member("reason", language == Language::De ? change.reason.de : change.reason.en).end_object();
}

std::string kinds_of(const EvidenceProof& proof, const Page& page) {
  std::string text;
  for (const std::string& name : proof.kinds) {
    const evidence::Kind* kind = evidence::find_kind(name);
    std::string title(kind == nullptr ? std::string_view(name) : page.in(kind->title, kind->title_de));
    if (name == "terraform") title = page.in("Terraform code, a plan or a state", "Terraform-Code, ein Plan oder ein State");
    text += fmt::format("{}{}", text.empty() ? "" : page.in(" or ", " oder "), title);
  }
  if (!proof.criterion.empty()) text += fmt::format(fmt::runtime(page.in(" about `{}`", " zu `{}`")), proof.criterion);
  return text;
}

void want(const assess::EvidenceResult& result, Page& page) {
  const EvidenceItem& item = *result.item;
  std::string name = item.id.empty() ? std::string() : item.id + ": ";
  page.item(item.mandatory ? page.in("mandatory", "Pflicht") : page.in("optional", "optional"), name + page.in(item.text));
  for (const assess::ProofState& proof : result.proofs) {
    if (!assess::is_lacking(proof.standing)) continue;
    std::string files = fmt::format("{}", fmt::join(proof.files, ", "));
    std::string line(page.in("missing: ", "fehlt: "));
    if (proof.standing == EvidenceStanding::Stale) line = fmt::format(fmt::runtime(page.in("too old ({}): ", "zu alt ({}): ")), files);
    if (proof.standing == EvidenceStanding::Incomplete)
      line = fmt::format(fmt::runtime(page.in("incomplete ({}): ", "unvollständig ({}): ")), files);
    page.below(line + kinds_of(*proof.proof, page));
    for (const std::string& command : proof.proof->commands) page.below_id(command);
  }
}

}  // namespace

void evidence_list(const assess::Estate& estate, const controls::ControlSet& controls, Page& page) {
  const std::vector<EvidenceFile>& files = estate.evidence();
  page.title(page.in("Evidence", "Nachweise"), base::counted(files.size(), page.in("file", "Datei"), page.in("files", "Dateien")));
  if (files.empty())
    page.note(page.in("Nothing was found; `--evidence PATH` hands files over.", "Nichts gefunden; `--evidence PFAD` übergibt Dateien."));
  for (const EvidenceFile& file : files) {
    std::string title(file.kind == nullptr ? page.in("unknown", "unbekannt") : page.in(file.kind->title, file.kind->title_de));
    page.item(state_word(file.state, page), fmt::format("`{}`: {}", base::printable(file.path), title));
    if (!file.reason.empty()) {
      std::string place = file.place ? fmt::format("{}:{}: ", file.place->line, file.place->column) : std::string();
      page.below(place + base::printable(page.in(file.reason.en, file.reason.de)));
    }
    if (file.state == EvidenceFile::State::Unknown || file.state == EvidenceFile::State::Refused) continue;
    if (std::string_view says = page.in(file.headline.en, file.headline.de); !says.empty()) page.below(says);
    if (!file.superseded_by.empty()) {
      page.below(fmt::format(
          fmt::runtime(page.in("says what was there at its time; `{}` is newer", "sagt, was zu seiner Zeit da war; `{}` ist neuer")),
          base::printable(file.superseded_by)));
    }
    std::vector<Served> served = served_by(controls, file);
    if (!file.time.empty() || may_grow_old(served)) page.below(date_of(file, estate.as_of(), page));
    if (file.last_change) {
      if (std::string change = change_of(*file.last_change, page); !change.empty()) page.below(change);
    }
    if (std::string from = where_from(file, page); !from.empty()) page.below(from);
    std::string serves;
    for (const Served& one : served) serves += (serves.empty() ? "" : ", ") + name_of(one);
    if (!serves.empty()) page.below(std::string(page.in("serves ", "dient ")) + serves);
    if (file.warning_count > 0) {
      page.below(base::counted(file.warning_count,
                               page.in("warning: `wafpp evidence read` shows it", "Warnung: `wafpp evidence read` zeigt sie"),
                               page.in("warnings: `wafpp evidence read` shows them", "Warnungen: `wafpp evidence read` zeigt sie")));
    }
  }
  say_unknown_changes(files, page);
}

bool lacks_mandatory(const assess::Assessment& assessment) {
  return std::any_of(assessment.controls.begin(), assessment.controls.end(), [](const assess::ControlResult& control) {
    return std::any_of(control.evidence.begin(), control.evidence.end(), assess::lacks);
  });
}

void evidence_want(const assess::Assessment& assessment, Page& page) {
  size_t wanted = 0;
  size_t lacking = 0;
  for (const assess::ControlResult& control : assessment.controls) {
    for (const assess::EvidenceResult& result : control.evidence) {
      bool is_asked = result.standing != EvidenceStanding::NotNeeded && result.standing != EvidenceStanding::Unasked;
      wanted += is_asked ? 1 : 0;
      lacking += assess::is_lacking(result.standing) ? 1 : 0;
    }
  }
  page.title(page.in("Evidence wanted", "Fehlende Nachweise"),
             fmt::format(fmt::runtime(page.in("{} of {} items are missing", "{} von {} fehlen")), lacking, wanted));
  for (const assess::ControlResult& control : assessment.controls) {
    bool is_first = true;
    for (bool mandatory : {true, false}) {
      for (const assess::EvidenceResult& result : control.evidence) {
        if (result.item->mandatory != mandatory || !assess::is_lacking(result.standing)) continue;
        if (is_first) page.heading(control.control->id + " · " + page.in(control.control->title));
        is_first = false;
        want(result, page);
      }
    }
  }
}

void write_evidence_files(documents::JsonWriter& json, const assess::Estate& estate, const controls::ControlSet& controls,
                          Language language) {
  json.begin_array();
  for (const EvidenceFile& file : estate.evidence()) {
    json.on_one_line().begin_object().member("path", file.path).member("state", assess::to_string(file.state));
    json.member("kind", file.kind == nullptr ? std::string_view() : file.kind->name);
    json.member("says", language == Language::De ? file.headline.de : file.headline.en);
    json.member("time", file.time).member("valid_until", file.valid_until).member("environment", file.environment);
    json.member("account", file.account)
        .member("region", file.region)
        .member("reason", language == Language::De ? file.reason.de : file.reason.en);
    json.member("superseded_by", file.superseded_by);
    json.member("warnings", file.warning_count);
    if (file.last_change) write_change(json, *file.last_change, language);
    json.key("serves").begin_array();
    for (const Served& one : served_by(controls, file)) json.string(name_of(one));
    json.end_array().end_object();
  }
  json.end_array();
}

void write_evidence_items(documents::JsonWriter& json, const assess::ControlResult& result, Language language) {
  json.begin_array();
  for (const assess::EvidenceResult& one : result.evidence) {
    json.begin_object().member("id", one.item->id).member("type", one.item->type).member("mandatory", one.item->mandatory);
    json.member("text", one.item->text.in(language)).member("standing", assess::to_string(one.standing));
    json.key("proofs").begin_array();
    for (const assess::ProofState& proof : one.proofs) {
      json.on_one_line().begin_object().member("standing", assess::to_string(proof.standing));
      auto strings = [&](std::string_view key, const std::vector<std::string>& texts) {
        json.key(key).begin_array();
        for (const std::string& text : texts) json.string(text);
        json.end_array();
      };
      strings("kinds", proof.proof->kinds);
      json.member("criterion", proof.proof->criterion);
      strings("files", proof.files);
      strings("commands", proof.proof->commands);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace wafpp::report
