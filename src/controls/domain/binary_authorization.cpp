#include <fmt/format.h>

#include <algorithm>

#include "controls/domain.h"

namespace wafpp::controls {
namespace {

/// What is asked of a resource in turn, until something says no.
class Answers {
 public:
  Answers(Question& question, const Fact& fact) : question_(question), fact_(fact) {}

  void say(Answer one, const Value& about, std::string_view path, std::string en, std::string de) {
    if (result_ == Answer::No || one == Answer::Yes) return;
    if (one == Answer::Unknown && result_ == Answer::Unknown) return;
    result_ = one;
    headline_ = {.kind = Note::Kind::Headline, .place = fact_.place_of(path), .text = {}, .value = about};
    if (one == Answer::No) {
      headline_.text = {std::move(en), std::move(de)};
    } else {
      open_ = undecided_by(about).origin();
    }
  }
  /// Whether a text is one of `wanted`.
  static Answer is_one(const Value& value, std::initializer_list<std::string_view> wanted) {
    if (!value.is_known()) return Answer::Unknown;
    std::optional<std::string_view> text = text_of(value);
    return text && std::find(wanted.begin(), wanted.end(), *text) != wanted.end() ? Answer::Yes : Answer::No;
  }
  Value take() {
    if (result_ != Answer::Yes) question_.notes().push_back(std::move(headline_));
    return answer(result_, open_);
  }

 private:
  Question& question_;
  const Fact& fact_;
  Answer result_ = Answer::Yes;
  Note headline_;
  value::Origin open_;
};

void ask_cluster(const Fact& cluster, Answers& answers) {
  Value mode = cluster.at("binary_authorization.evaluation_mode");
  Answer enforces = Answers::is_one(mode, {"PROJECT_SINGLETON_POLICY_ENFORCE", "POLICY_BINDINGS_AND_PROJECT_SINGLETON_POLICY_ENFORCE"});
  std::string path = "binary_authorization.evaluation_mode";
  // Before provider 5 there was a flag, first outside of the block.
  for (std::string_view flag : {"binary_authorization.enabled", "enable_binary_authorization"}) {
    Value enabled = cluster.at(flag);
    if (enabled.is_known() && enabled.is_null()) continue;
    if (!mode.is_null() || truth(enabled) == Answer::No) continue;
    mode = enabled;
    enforces = truth(enabled);
    path = flag;
  }
  answers.say(enforces, mode, path, "the cluster does not enforce Binary Authorization",
              "Der Cluster setzt Binary Authorization nicht durch");
}

void ask_cloud_run(const Fact& service, Answers& answers) {
  Value use_default = service.at("binary_authorization.use_default");
  Value policy = service.at("binary_authorization.policy");
  Answer has_policy = will_be_set(policy) ? Answer::Yes : policy.is_known() ? Answer::No : Answer::Unknown;
  Answer result = truth(use_default);
  bool by_policy = has_policy == Answer::Yes || (has_policy == Answer::Unknown && result == Answer::No);
  if (by_policy) result = has_policy;
  answers.say(result, by_policy ? policy : use_default, by_policy ? "binary_authorization.policy" : "binary_authorization.use_default",
              "no policy of Binary Authorization decides which images run here",
              "Keine Richtlinie für Binary Authorization entscheidet, welche Images hier laufen");
}

/// The first version of the API has annotations instead.
void ask_cloud_run_v1(const Fact& service, Answers& answers) {
  Value annotations = service.at("metadata.annotations");
  bool has_members =
      annotations.has_content() && (annotations.kind() == value::TypeKind::Map || annotations.kind() == value::TypeKind::Object);
  const Value* policy = has_members ? annotations.find("run.googleapis.com/binary-authorization") : nullptr;
  Value value = policy != nullptr ? *policy : annotations.is_known() ? Value::null() : annotations;
  Answer result = !value.is_known() ? Answer::Unknown : text_of(value) && !text_of(value)->empty() ? Answer::Yes : Answer::No;
  answers.say(result, value, "metadata.annotations", "no policy of Binary Authorization decides which images run here",
              "Keine Richtlinie für Binary Authorization entscheidet, welche Images hier laufen");
}

void ask_rule(const Fact& policy, const std::string& rule, Answers& answers) {
  std::string path = rule + ".evaluation_mode";
  Value mode = policy.at(path);
  answers.say(Answers::is_one(mode, {"REQUIRE_ATTESTATION", "ALWAYS_DENY"}), mode, path, "the rule admits every image",
              "Die Regel lässt jedes Image zu");
  path = rule + ".enforcement_mode";
  Value enforcement = policy.at(path);
  answers.say(Answers::is_one(enforcement, {"ENFORCED_BLOCK_AND_AUDIT_LOG"}), enforcement, path,
              "the rule only writes to the log what it should block", "Die Regel protokolliert nur, was sie sperren sollte");
}

void ask_policy(const Fact& policy, Answers& answers) {
  ask_rule(policy, "default_admission_rule", answers);
  for (std::string_view kind : {"cluster_admission_rules", "admission_whitelist_patterns"}) {
    Value blocks = policy.at(kind);
    if (!blocks.is_known()) answers.say(Answer::Unknown, blocks, kind, {}, {});
    for (size_t index = 0; index < policy.count(kind); ++index) {
      std::string block = fmt::format("{}[{}]", kind, index);
      if (kind == "cluster_admission_rules") {
        ask_rule(policy, block, answers);
        continue;
      }
      std::string path = block + ".name_pattern";
      Value pattern = policy.at(path);
      std::optional<std::string_view> text = text_of(pattern);
      bool is_everything = text && text->find_first_not_of("*/") == std::string_view::npos;
      answers.say(is_everything        ? Answer::No
                  : pattern.is_known() ? Answer::Yes
                                       : Answer::Unknown,
                  pattern, path, "this exempts every image from the rules", "Das nimmt jedes Image von den Regeln aus");
    }
  }
}

Value binary_authorization(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  if (fact == nullptr) return Value::null(value::Type::boolean());
  Answers answers(question, *fact);
  std::string_view type = fact->type();
  if (type == "google_binary_authorization_policy") {
    ask_policy(*fact, answers);
  } else if (type == "google_container_cluster") {
    ask_cluster(*fact, answers);
  } else if (type == "google_cloud_run_service") {
    ask_cloud_run_v1(*fact, answers);
  } else {
    ask_cloud_run(*fact, answers);
  }
  return answers.take();
}

}  // namespace

extern const DomainFunction domain_binary_authorization;
const DomainFunction domain_binary_authorization = {
    .name = "binary_authorization",
    .signature = "binary_authorization(resource)",
    .summary =
        "Whether Binary Authorization decides which images a cluster or a Cloud Run service runs, or a policy of it admits less "
        "than everything.",
    .call = binary_authorization,
};

}  // namespace wafpp::controls
