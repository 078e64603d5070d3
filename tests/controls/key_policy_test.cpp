// Key policies and how they read: who is named, what binds, and what only looks so.

#include "controls/key_policy.h"

#include <gtest/gtest.h>

#include <string>

namespace wafpp::controls {
namespace {

struct PolicyCase {
  std::string_view what;
  std::string_view json;
  Answer names;
};

constexpr Answer kYes = Answer::Yes;
constexpr Answer kNo = Answer::No;
constexpr Answer kUnknown = Answer::Unknown;

/// One Allow with a principal and a condition.
std::string allow(std::string_view principal, std::string_view condition = "{}", std::string_view element = "Principal") {
  return std::string(R"({"Version":"2012-10-17","Statement":[{"Sid":"Use","Effect":"Allow",")")
      .append(element)
      .append("\":")
      .append(principal)
      .append(R"(,"Action":"kms:*","Resource":"*","Condition":)")
      .append(condition)
      .append("}]}");
}

Answer reading_of(std::string_view json) { return read_key_policy(Value::string(json)).names; }

TEST(KeyPolicy, Principals) {
  constexpr PolicyCase kCases[] = {
      {"root of an account", R"({"AWS":"arn:aws:iam::111122223333:root"})", kYes},
      {"an account by number", R"({"AWS":"111122223333"})", kYes},
      {"a role", R"({"AWS":"arn:aws:iam::111122223333:role/app"})", kYes},
      {"a role with a path", R"({"AWS":"arn:aws:iam::111122223333:role/service/app"})", kYes},
      {"an assumed role", R"({"AWS":"arn:aws:sts::111122223333:assumed-role/app/session"})", kYes},
      {"in China", R"({"AWS":"arn:aws-cn:iam::111122223333:root"})", kYes},
      {"several", R"({"AWS":["arn:aws:iam::111122223333:role/a","arn:aws:iam::111122223333:role/b"]})", kYes},
      {"a service", R"({"Service":"logs.eu-central-1.amazonaws.com"})", kYes},
      {"several services", R"({"Service":["s3.amazonaws.com","sns.amazonaws.com"]})", kYes},
      {"a federated provider", R"({"Federated":"arn:aws:iam::111122223333:saml-provider/corp"})", kYes},
      {"a canonical user", R"({"CanonicalUser":"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"})", kYes},
      {"nobody", R"({"AWS":[]})", kYes},
      {"everybody", R"("*")", kNo},
      {"everybody, by kind", R"({"AWS":"*"})", kNo},
      {"everybody among others", R"({"AWS":["arn:aws:iam::111122223333:root","*"]})", kNo},
      {"everybody in a list", R"(["*"])", kNo},
      {"any service", R"({"Service":"*"})", kNo},
      {"services by pattern", R"({"Service":"logs.*.amazonaws.com"})", kNo},
      {"any federated user", R"({"Federated":"*"})", kNo},
      {"roles by pattern", R"({"AWS":"arn:aws:iam::111122223333:role/*"})", kNo},
      {"any account", R"({"AWS":"arn:aws:iam::*:root"})", kNo},
      {"accounts by question mark", R"({"AWS":"arn:aws:iam::11112222333?:root"})", kNo},
      {"a named service beside everybody", R"({"Service":"s3.amazonaws.com","AWS":"*"})", kNo},
  };
  for (const PolicyCase& one : kCases) EXPECT_EQ(reading_of(allow(one.json)), one.names) << one.what;
}

TEST(KeyPolicy, ConditionsThatBind) {
  constexpr PolicyCase kCases[] = {
      {"account of the caller", R"({"StringEquals":{"kms:CallerAccount":"111122223333"}})", kYes},
      {"one of two accounts", R"({"StringEquals":{"kms:CallerAccount":["111122223333","444455556666"]}})", kYes},
      {"organisation", R"({"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}})", kYes},
      {"key in another case", R"({"StringEquals":{"aws:principalorgid":"o-a1b2c3d4e5"}})", kYes},
      {"operator in another case", R"({"stringequals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}})", kYes},
      {"without regard to case", R"({"StringEqualsIgnoreCase":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}})", kYes},
      {"caller's ARN", R"({"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/app"}})", kYes},
      {"roles of one account", R"({"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/app-*"}})", kYes},
      {"as text", R"({"StringLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:*"}})", kYes},
      {"source by ARN", R"({"ArnLike":{"aws:SourceArn":"arn:aws:logs:eu-west-1:111122223333:*"}})", kYes},
      {"a bucket as source", R"({"ArnLike":{"aws:SourceArn":"arn:aws:s3:::shop-logs"}})", kYes},
      {"source account", R"({"StringEquals":{"aws:SourceAccount":"111122223333"}})", kYes},
      {"principal account", R"({"StringEquals":{"aws:PrincipalAccount":"111122223333"}})", kYes},
      {"path in an organisation", R"({"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/r-ab12/*"}})", kYes},
      {"account beside a service", R"({"StringEquals":{"kms:CallerAccount":"111122223333","kms:ViaService":"s3.eu-west-1.amazonaws.com"}})",
       kYes},
      {"always there, so IfExists changes nothing", R"({"StringEqualsIfExists":{"kms:CallerAccount":"111122223333"}})", kYes},
      {"a number for an account", R"({"StringEquals":{"kms:CallerAccount":111122223333}})", kYes},
  };
  for (const PolicyCase& one : kCases) EXPECT_EQ(reading_of(allow(R"({"AWS":"*"})", one.json)), one.names) << one.what;
}

TEST(KeyPolicy, ConditionsThatOnlyLookSo) {
  constexpr PolicyCase kCases[] = {
      {"empty", R"({})", kNo},
      {"any organisation", R"({"StringLike":{"aws:PrincipalOrgID":"o-*"}})", kNo},
      {"any account", R"({"StringLike":{"kms:CallerAccount":"*"}})", kNo},
      {"accounts by pattern", R"({"StringLike":{"kms:CallerAccount":"1111*"}})", kNo},
      {"the same role of any account", R"({"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/app"}})", kNo},
      {"ArnEquals has wildcards, too", R"({"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::*:role/app"}})", kNo},
      {"any bucket", R"({"ArnLike":{"aws:SourceArn":"arn:aws:s3:::*"}})", kNo},
      {"one of the values is anybody", R"({"StringLike":{"kms:CallerAccount":["111122223333","*"]}})", kNo},
      {"everybody else", R"({"StringNotEquals":{"kms:CallerAccount":"111122223333"}})", kNo},
      {"everybody else, as ARN", R"({"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/app"}})", kNo},
      {"only where the key is there", R"({"StringEqualsIfExists":{"aws:SourceAccount":"111122223333"}})", kNo},
      {"outside of any organisation", R"({"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}})", kNo},
      {"for all values, or none", R"({"ForAllValues:StringEquals":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/r-ab12/"}})", kNo},
      {"that the key is there", R"({"Null":{"aws:PrincipalOrgID":"false"}})", kNo},
      {"through a service", R"({"StringEquals":{"kms:ViaService":"s3.eu-west-1.amazonaws.com"}})", kNo},
      {"an address", R"({"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}})", kNo},
      {"an endpoint", R"({"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}})", kNo},
      {"a tag", R"({"StringEquals":{"aws:PrincipalTag/team":"shop"}})", kNo},
      {"encryption context", R"({"StringEquals":{"kms:EncryptionContext:app":"shop"}})", kNo},
      {"TLS", R"({"Bool":{"aws:SecureTransport":"true"}})", kNo},
      {"multi-factor", R"({"Bool":{"aws:MultiFactorAuthPresent":"true"}})", kNo},
      {"any root of an organisation's path", R"({"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-*/r-ab12/*"}})", kNo},
      {"no values", R"({"StringEquals":{"kms:CallerAccount":[]}})", kNo},
      {"no condition at all", R"({"StringEquals":{}})", kNo},
  };
  for (const PolicyCase& one : kCases) EXPECT_EQ(reading_of(allow(R"("*")", one.json)), one.names) << one.what;
}

TEST(KeyPolicy, WholeDocuments) {
  const PolicyCase kCases[] = {
      {"a Deny for everybody",
       R"({"Statement":[{"Effect":"Deny","Principal":"*","Action":"kms:*","Resource":"*"},
          {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]})",
       kYes},
      {"a Deny bounds nothing",
       R"({"Statement":[{"Effect":"Deny","Principal":"*","Action":"kms:*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-a1"}}},
          {"Effect":"Allow","Principal":"*","Action":"kms:Decrypt","Resource":"*"}]})",
       kNo},
      {"a Deny with NotPrincipal",
       R"({"Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]})",
       kYes},
      {"an Allow with NotPrincipal",
       R"({"Statement":[{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"kms:Decrypt","Resource":"*"}]})",
       kNo},
      {"NotPrincipal, bounded",
       R"({"Statement":[{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/x"},"Action":"kms:Decrypt","Resource":"*",
          "Condition":{"StringEquals":{"kms:CallerAccount":"111122223333"}}}]})",
       kYes},
      {"the last of several",
       R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"},
          {"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"kms:Decrypt","Resource":"*"},
          {"Effect":"Allow","Principal":"*","Action":"kms:DescribeKey","Resource":"*"}]})",
       kNo},
      {"one statement without a list", R"({"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"kms:Decrypt","Resource":"*"}})",
       kNo},
      {"one condition of two binds",
       R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"kms:Decrypt","Resource":"*",
          "Condition":{"StringEquals":{"kms:ViaService":"s3.eu-west-1.amazonaws.com"},"StringLike":{"kms:CallerAccount":"111122223333"}}}})",
       kYes},
      {"an Allow for actions other than some",
       R"({"Statement":[{"Effect":"Allow","Principal":"*","NotAction":"kms:ScheduleKeyDeletion","Resource":"*"}]})", kNo},
      {"no statement", R"({"Version":"2012-10-17","Statement":[]})", kYes},
      {"no JSON", R"({"Statement":[)", kUnknown},
      {"a text", R"("Allow")", kUnknown},
      {"no policy", R"({"Rules":[]})", kUnknown},
      {"an effect that is none", R"({"Statement":[{"Effect":"allow","Principal":"*","Action":"kms:*","Resource":"*"}]})", kUnknown},
  };
  for (const PolicyCase& one : kCases) EXPECT_EQ(reading_of(one.json), one.names) << one.what;
}

/// JSON of which a part is known only after apply.
Value with_gaps(std::string json) {
  value::Refinement refinement;
  refinement.not_null = true;
  refinement.outline = value::SharedText(std::move(json));
  return Value::unknown(value::Type::string(), refinement);
}

value::Origin role_arn() {
  value::OriginStep step;
  step.kind = value::OriginStep::Kind::Stem;
  step.text = "arn";
  step.target = std::make_shared<const value::StemTarget>(value::StemTarget{"aws_iam_role", "aws_iam_role.app", false, {}});
  return value::Origin::step(std::move(step));
}

value::Origin unset_input() {
  value::OriginStep step;
  step.kind = value::OriginStep::Kind::Cause;
  step.cause = value::CauseKind::UnsetVariable;
  step.text = "var.principal";
  return value::Origin::step(std::move(step));
}

TEST(KeyPolicy, PartsThatAreNotKnown) {
  const std::string gap(value::kGap);
  struct Open {
    std::string_view what;
    std::string json;
    Answer identifiers;  ///< Where the gap is an attribute such as `arn`.
    Answer input;        ///< Where it is an input that nobody set.
  };
  const std::vector<Open> cases = {
      {"account in an ARN", allow("{\"AWS\":\"arn:aws:iam::" + gap + ":root\"}"), kYes, kYes},
      {"a whole principal", allow("{\"AWS\":\"" + gap + "\"}"), kYes, kUnknown},
      {"a service of a region", allow("{\"Service\":\"logs." + gap + ".amazonaws.com\"}"), kYes, kYes},
      {"a gap beside everybody", allow("{\"AWS\":[\"" + gap + "\",\"*\"]}"), kNo, kNo},
      {"roles by pattern in some account", allow("{\"AWS\":\"arn:aws:iam::" + gap + ":role/*\"}"), kNo, kNo},
      {"an account that is compared exactly", allow("\"*\"", "{\"StringEquals\":{\"kms:CallerAccount\":\"" + gap + "\"}}"), kYes, kYes},
      {"an account that is a pattern", allow("\"*\"", "{\"StringLike\":{\"kms:CallerAccount\":\"" + gap + "\"}}"), kYes, kUnknown},
      {"an ARN that is a pattern", allow("\"*\"", "{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::" + gap + ":role/app\"}}"), kYes,
       kUnknown},
      {"a gap that does not bind", allow("\"*\"", "{\"StringEquals\":{\"kms:ViaService\":\"" + gap + "\"}}"), kNo, kNo},
      {"resources do not matter", allow("{\"AWS\":\"*\"}"), kNo, kNo},
  };
  for (const Open& one : cases) {
    EXPECT_EQ(read_key_policy(with_gaps(one.json).with_origin(role_arn())).names, one.identifiers) << one.what;
    EXPECT_EQ(read_key_policy(with_gaps(one.json).with_origin(unset_input())).names, one.input) << one.what;
  }
}

TEST(KeyPolicy, ValuesWithPartsThatAreNotKnown) {
  const std::string gap(value::kGap);
  auto members = [](std::initializer_list<std::pair<std::string_view, Value>> list) {
    std::vector<value::Member> result;
    for (const auto& [name, value] : list) result.push_back({Value::string(name), value});
    return Value::object(std::move(result));
  };
  auto reading = [&](std::vector<Value> principals) {
    Value statement = members({{"Effect", Value::string("Allow")}, {"Principal", members({{"AWS", Value::tuple(std::move(principals))}})}});
    return read_key_policy(members({{"Statement", Value::tuple({statement})}}).with_origin(unset_input())).names;
  };
  Value somebody = with_gaps("arn:aws:iam::" + gap + ":root").with_origin(unset_input());
  Value anybody = Value::unknown(value::Type::string()).with_origin(unset_input());
  EXPECT_EQ(reading({somebody}), kYes);
  EXPECT_EQ(reading({anybody}), kUnknown);
  EXPECT_EQ(reading({somebody, anybody}), kUnknown);
  EXPECT_EQ(reading({anybody, somebody}), kUnknown);
  EXPECT_EQ(reading({somebody, Value::string("*")}), kNo);
}

TEST(KeyPolicy, SaysWhichStatementAndWhatBoundsIt) {
  KeyPolicyReading open = read_key_policy(Value::string(allow(R"({"AWS":["111122223333","*"]})")));
  EXPECT_EQ(open.statement, "Use");
  EXPECT_EQ(open.principal, "*");
  KeyPolicyReading bound = read_key_policy(Value::string(allow("\"*\"", R"({"StringEquals":{"aws:PrincipalOrgID":"o-a1"}})")));
  EXPECT_EQ(bound.bound_by, "aws:PrincipalOrgID");
  EXPECT_EQ(bound.statement, "Use");
}

}  // namespace
}  // namespace wafpp::controls
