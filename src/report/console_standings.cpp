#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "diag/colour.h"
#include "report/console.h"
#include "report/words.h"

namespace wafpp::report {

namespace {

using assess::Standing;

constexpr size_t kColumns = 5;  // passed, failed, undecided, not applicable, waived.

/// A line of the table: a control, or one of its requirements.
struct Row {
  Standing standing = Standing::NoEvidence;
  std::string id;    // Or the requirement's level.
  std::string name;  // The title, or the requirement's id.
  bool is_control = false;
  std::array<size_t, kColumns> counts{};
  std::string_view remark;  // Instead of counts.
};

/// What advice says decides nothing, and is not counted here.
void add(std::array<size_t, kColumns>& sum, const assess::CheckResult& result) {
  if (result.check->advice) return;
  sum[0] += result.passed;
  sum[1] += result.failed;
  sum[2] += result.undecided;
  sum[3] += result.not_applicable;
  sum[4] += result.waived;
}

bool is_zero(const std::array<size_t, kColumns>& counts) {
  return std::all_of(counts.begin(), counts.end(), [](size_t count) { return count == 0; });
}

std::vector<Row> rows(const Console& console) {
  std::vector<Row> rows;
  for (const assess::ControlResult& control : console.input.assessment.controls) {
    size_t head = rows.size();
    rows.push_back(
        {.standing = control.standing, .id = control.control->id, .name = console.in(control.control->title), .is_control = true});
    for (const assess::RequirementResult& requirement : control.requirements) {
      Row row{.standing = requirement.standing,
              .id = "  " + std::string(word(requirement.requirement->level, console.options.language)),
              .name = requirement.requirement->id};
      bool is_advice = !requirement.checks.empty();
      for (const assess::CheckResult& check : requirement.checks) {
        add(row.counts, check);
        add(rows[head].counts, check);
        is_advice = is_advice && check.check->advice;
      }
      if (requirement.checks.empty()) {
        bool is_by_evidence = !requirement.requirement->evidence.empty();
        row.remark = is_by_evidence ? console.in("evidence decides it", "Nachweise entscheiden")
                                    : console.in("no check of its own", "kein eigener Check");
      } else if (is_advice) {
        row.remark = console.in("advice only", "nur Empfehlungen");
      } else if (is_zero(row.counts)) {
        bool is_by_evidence = !requirement.requirement->evidence.empty();
        row.remark = is_by_evidence ? console.in("evidence decides it", "Nachweise entscheiden")
                                    : console.in("nothing of its kind", "nichts dergleichen");
      }
      rows.push_back(std::move(row));
    }
    if (is_zero(rows[head].counts)) rows[head].remark = console.in("nothing was asked", "nichts wurde gefragt");
  }
  return rows;
}

std::string_view colour_of(Standing standing) {
  switch (standing) {
    case Standing::Pass:
      return diag::kGreen;
    case Standing::Fail:
      return diag::kRed;
    case Standing::Undecided:
      return diag::kYellow;
    case Standing::NotApplicable:
    case Standing::NoEvidence:
      return diag::kDim;
  }
  return {};
}

class Table {
 public:
  explicit Table(const Console& console) : console_(console), rows_(rows(console)) {
    const auto language = console.options.language;
    heads_ = {console.in("passed", "erfüllt"), console.in("failed", "verletzt"), console.in("undec.", "offen"), console.in("n.a.", "n.a."),
              console.in("waived", "ausgen.")};
    for (size_t column = 0; column < kColumns; ++column) widths_[column] = base::display_width(heads_[column]);
    std::array<size_t, kColumns> sum{};
    for (const Row& row : rows_) {
      standing_ = std::max(standing_, base::display_width(word(row.standing, language)));
      id_ = std::max(id_, base::display_width(one_line(row.id)));
      for (size_t column = 0; column < kColumns; ++column) {
        widths_[column] = std::max(widths_[column], console.number(row.counts[column]).size());
        sum[column] += row.counts[column];
      }
    }
    // A column of zeros for what most do not use would be noise.
    if (sum[4] == 0) widths_[4] = 0;
    size_t counts = 0;
    for (size_t width : widths_) counts += width > 0 ? width + 2 : 0;
    size_t taken = standing_ + 2 + id_ + 2 + counts;
    // As wide as the names are, so that the numbers stay near them; where there is no room, names go on below.
    size_t room = std::max<size_t>(console.width > taken ? console.width - taken : 0, 16);
    for (const Row& row : rows_) name_ = std::max(name_, base::display_width(one_line(row.name)));
    name_ = std::min(name_, room);
  }

  std::string draw() const {
    std::string text = console_.paint(diag::kDim, std::string(standing_ + 2 + id_ + 2 + name_, ' ') + counts(heads_)) + "\n";
    for (size_t index = 0; index < rows_.size(); ++index) {
      if (rows_[index].is_control && index > 0) text += "\n";
      text += line(rows_[index]);
    }
    return text;
  }

 private:
  std::string counts(const std::array<std::string_view, kColumns>& cells) const {
    std::string text;
    for (size_t column = 0; column < kColumns; ++column) {
      if (widths_[column] > 0)
        text.append(2 + widths_[column] - std::min(widths_[column], base::display_width(cells[column])), ' ').append(cells[column]);
    }
    return text;
  }

  std::string counts(const Row& row) const {
    if (!row.remark.empty()) return console_.paint(diag::kDim, "  " + std::string(row.remark));
    std::array<std::string, kColumns> numbers;
    std::array<std::string_view, kColumns> cells;
    for (size_t column = 0; column < kColumns; ++column) {
      // A dot for nothing lets the numbers stand out.
      numbers[column] = row.counts[column] == 0 ? "·" : console_.number(row.counts[column]);
      cells[column] = numbers[column];
    }
    return counts(cells);
  }

  std::string line(const Row& row) const {
    std::string standing(word(row.standing, console_.options.language));
    std::vector<std::string> names = base::wrap(one_line(row.name), name_);
    if (names.empty()) names.emplace_back();
    std::string text = console_.paint(colour_of(row.standing), standing) + std::string(standing_ + 2 - base::display_width(standing), ' ');
    text += styled(row, base::padded(one_line(row.id), id_)) + "  " + styled(row, names.front());
    text.append(name_ - std::min(name_, base::display_width(names.front())), ' ').append(counts(row)).append("\n");
    for (size_t index = 1; index < names.size(); ++index)
      text.append(standing_ + 2 + id_ + 2, ' ').append(styled(row, names[index])).append("\n");
    return text;
  }

  std::string styled(const Row& row, const std::string& text) const { return row.is_control ? console_.paint(diag::kBold, text) : text; }

  const Console& console_;
  std::vector<Row> rows_;
  std::array<std::string_view, kColumns> heads_{};
  std::array<size_t, kColumns> widths_{};
  size_t standing_ = 0;
  size_t id_ = 0;
  size_t name_ = 0;
};

/// `evidence: 3 of 8 items are there, 2 mandatory ones are missing; wafpp evidence want`; nothing where no control says what proves it.
std::string evidence_line(const Console& console) {
  size_t there = 0;
  size_t wanted = 0;
  size_t missing = 0;
  for (const assess::ControlResult& control : console.input.assessment.controls) {
    for (const assess::EvidenceResult& result : control.evidence) {
      if (result.standing == assess::EvidenceStanding::NotNeeded || result.standing == assess::EvidenceStanding::Unasked) continue;
      ++wanted;
      there += result.standing == assess::EvidenceStanding::Present ? 1 : 0;
      missing += assess::lacks(result) ? 1 : 0;
    }
  }
  if (wanted == 0) return {};
  std::string text = std::string(console.in("evidence: ", "Nachweise: ")) + console.number(there) +
                     std::string(console.in(" of ", " von ")) + console.number(wanted) +
                     std::string(console.in(" items are there", " liegen vor"));
  if (there < wanted) {
    text += std::string(console.in(", ", ", ")) + console.number(missing) +
            std::string(console.in(" mandatory missing", " Pflichtnachweise fehlen"));
    text += console.in(" (`wafpp evidence want` lists them)", " (`wafpp evidence want` nennt sie)");
  }
  return console.paint(diag::kDim, text) + "\n";
}

}  // namespace

std::string console_standings(const Console& console) {
  if (console.input.assessment.controls.empty()) return {};
  return Table(console).draw() + evidence_line(console) + "\n";
}

}  // namespace wafpp::report
