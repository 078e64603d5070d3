#include <gmock/gmock.h>

#include "functions/digest.h"
#include "functions/table.h"

// Hashes, passwords, RSA and UUIDs: what Terraform answers for the same arguments, in the notation of `notation.h`.

namespace wafpp::functions {
namespace {

constexpr notation::Row kRows[] = {
    {R"(md5(""))", R"("d41d8cd98f00b204e9800998ecf8427e")"},
    {R"(md5("e\u0301"))", R"("66ddcd97cfdeabb2f6fb8a999b4bc76f")"},
    {R"(md5(1.50))", R"("6008647277c4454cecd97d33c069f0ca")"},
    {R"(md5(null))", "error: argument must not be null"},
    {R"(md5([]))", R"(error: Invalid value for "str" parameter: string required.)"},
    {R"(md5(unknown_of("")))", "unknown string not null"},
    {R"(sha1("hello world"))", R"("2aae6c35c94fcfb415dbe95f408b9ce91ee846ed")"},
    {R"(sha256(""))", R"("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")"},
    {R"(sha256(true))", R"("b5bea41b6c623f7c09f1bf24dcae58ebab3c0cdd90ad966bc43a45b44867e12b")"},
    {R"(sha256(sensitive("a")))", R"(sensitive "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")"},
    {R"(sha512("hello world"))",
     R"("309ecc489c12d6eb4cc40f50c902f2b4d0ed77ee511a7c7a9bcd3ca86d4cd86f989dd35bc5ff499670da34255b45b0cfd830e81f605dcf7dc5542e93ae9cd76f")"},
    {R"(base64sha256("a"))", R"("ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=")"},
    {R"(base64sha512("hello world"))", R"("MJ7MSJwS1utMxA9QyQLytNDtd+5RGnx6m808qG1M2G+YndNbxf9JlnDaNCVbRbDP2DDoH2Bdz33FVC6TrpzXbw==")"},
    {R"(uuidv5("dns", "www.terraform.io"))", R"("a5008fae-b28c-5ba5-96cd-82b4c53552d6")"},
    {R"(uuidv5("url", "https://www.terraform.io/"))", R"("9db6f67c-dd95-5ea0-aa5b-e70e5c5f7cf5")"},
    {R"(uuidv5("oid", "x"))", R"("8558d34a-d3c6-5881-a6e3-bf8f3e6110ea")"},
    {R"(uuidv5("x500", "x"))", R"("456e503f-63e3-56c1-b807-4cd79bf8cc22")"},
    {R"(uuidv5("dns", ""))", R"("4ebd0208-8328-5d69-8c44-ec50939c0967")"},
    {R"(uuidv5("743ac3c0-3bf7-4bf5-ac97-66b9cd8b1dbb", "☃"))", R"("e9e9bd25-3937-5c95-9094-77f3e9180e4d")"},
    {R"(uuidv5("743AC3C0-3bf7-4bf5-ac97-66b9cd8b1dbb", "x"))", R"("020f1727-3504-5040-a21b-4eb4dcd4e277")"},
    {R"(uuidv5("743ac3c03bf74bf5ac9766b9cd8b1dbb", "x"))", R"("020f1727-3504-5040-a21b-4eb4dcd4e277")"},
    {R"(uuidv5("URN:uuid:743ac3c0-3bf7-4bf5-ac97-66b9cd8b1dbb", "x"))", R"("020f1727-3504-5040-a21b-4eb4dcd4e277")"},
    {R"(uuidv5("(743ac3c0-3bf7-4bf5-ac97-66b9cd8b1dbb]", "x"))", R"("020f1727-3504-5040-a21b-4eb4dcd4e277")"},
    {R"(uuidv5("DNS", "x"))", "error: uuidv5() doesn't support namespace DNS (invalid UUID length: 3)"},
    {R"(uuidv5("743ac3c0/3bf7-4bf5-ac97-66b9cd8b1dbb", "x"))",
     "error: uuidv5() doesn't support namespace 743ac3c0/3bf7-4bf5-ac97-66b9cd8b1dbb (invalid UUID format)"},
    {R"(uuidv5("743ac3c0-3bf7-4bf5-ac97-66b9cd8b1dbg", "x"))",
     "error: uuidv5() doesn't support namespace 743ac3c0-3bf7-4bf5-ac97-66b9cd8b1dbg (invalid UUID format)"},
    {R"(uuidv5(null, "x"))", "error: argument must not be null"},
    {R"(uuidv5("dns", unknown_of("")))", "unknown string not null"},
    {R"(bcrypt("x"))", "unknown string not null"},
    {R"(uuid())", "unknown string not null"},
    {R"(uuid(1))", R"(error: Function "uuid" expects only 0 argument(s).)"},
    {R"(rsadecrypt("!!", "x"))", R"(error: failed to decode input "!!": cipher text must be base64-encoded)"},
    {R"(rsadecrypt("", ""))", "error: invalid private key: ssh: no key found"},
    {R"(rsadecrypt("", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n"))",
     R"(error: invalid private key: ssh: unsupported key type "PUBLIC KEY")"},
};

TEST(CryptoFunctions, AnswerAsTerraform) { notation::expect_rows(kRows); }

// What a console shows of functions that give another result each time.
constexpr notation::Row kConsoleRows[] = {
    {R"(length(bcrypt("secret", 4)))", "60"},
    {R"(startswith(bcrypt("secret"), "$2a$10$"))", "true"},
    {R"(startswith(bcrypt("secret", 4), "$2a$04$"))", "true"},
    {R"(startswith(bcrypt("secret", 0), "$2a$10$"))", "true"},
    {R"(startswith(bcrypt("secret", "4"), "$2a$04$"))", "true"},
    {R"(bcrypt("x", 4, 5))", "error: bcrypt() takes no more than two arguments"},
    {R"(bcrypt("x", 4.5))", "error: value must be a whole number, between -9223372036854775808 and 9223372036854775807"},
    {R"(bcrypt("x", 32))", "error: error occured generating password crypto/bcrypt: cost 32 is outside allowed range (4,31)"},
    {R"(bcrypt("x", null))", "error: argument must not be null"},
    {R"(bcrypt("0123456789012345678901234567890123456789012345678901234567890123456789012", 4))",
     "error: error occured generating password bcrypt: password length exceeds 72 bytes"},
    {R"(length(bcrypt("012345678901234567890123456789012345678901234567890123456789012345678901", 4)))", "60"},
    {R"(bcrypt("x", 20))", "limit: bcrypt with a cost of 20; at most 14 is allowed"},
    {R"(bcrypt("\u0000", 4))", "limit: bcrypt of a password that holds a zero byte"},
    {R"(length(uuid()))", "36"},
};

TEST(CryptoFunctions, HaveValuesInAConsole) {
  Context context;
  context.undetermined_is_unknown = false;
  for (const notation::Row& row : kConsoleRows) EXPECT_EQ(notation::result_of(row.expression, context), row.result) << row.expression;
  EXPECT_NE(notation::result_of("uuid()", context), notation::result_of("uuid()", context));
  EXPECT_NE(notation::result_of(R"(bcrypt("x", 4))", context), notation::result_of(R"(bcrypt("x", 4))", context));
}

// A key of 512 bits, made for this test; it protects nothing.
constexpr std::string_view kPkcs1 =
    "MIIBOgIBAAJBAMuCb0R/6ZV11fnfC09C+1o6frs3Uhm4BWi15i0oQRUmuT4ATlLPAC6/DSDcNatTZbCbhljjwwto8fhpT2I3I10CAwEAAQJBAIvPsGF+/xqP"
    "OdHQShTKD6SNS0OTXfQNWKn3TYr4fL3qAX6xY4kzDq4PWsPzXDp+e1HMUb0r1r2jm5dChmvplIECIQD7jNXmSePuLAzYR1OyByxDNTy71Na2I9ampxKPkypw"
    "5wIhAM8cCxlIShfTlToENei5pxoFD5+0R+Nd3pGUH9B3Qo0bAiBp2jfgclOB0/OLx2gG0FHl7i8ic0vu1WHsOv3qgOkpHQIgaOiuoo7goTMW+v1ZBVrNTzvT"
    "DzW12HEbJajfeKyAdJMCIEdRzECygYIU6z+5JUQLkDfsUpwwvvq/+vXBg9id7FRD";
constexpr std::string_view kPkcs8 =
    "MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEAAkEAy4JvRH/plXXV+d8LT0L7Wjp+uzdSGbgFaLXmLShBFSa5PgBOUs8ALr8NINw1q1NlsJuGWOPD"
    "C2jx+GlPYjcjXQIDAQABAkEAi8+wYX7/Go850dBKFMoPpI1LQ5Nd9A1YqfdNivh8veoBfrFjiTMOrg9aw/NcOn57UcxRvSvWvaObl0KGa+mUgQIhAPuM1eZJ"
    "4+4sDNhHU7IHLEM1PLvU1rYj1qanEo+TKnDnAiEAzxwLGUhKF9OVOgQ16LmnGgUPn7RH413ekZQf0HdCjRsCIGnaN+ByU4HT84vHaAbQUeXuLyJzS+7VYew6"
    "/eqA6SkdAiBo6K6ijuChMxb6/VkFWs1PO9MPNbXYcRslqN94rIB0kwIgR1HMQLKBghTrP7klRAuQN+xSnDC++r/69cGD2J3sVEM=";
constexpr std::string_view kOpenSsh =
    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAVwAAAAdzc2gtcnNhAAAAAwEAAQAAAEEAy4JvRH/plXXV+d8LT0L7Wjp+uzdSGbgF"
    "aLXmLShBFSa5PgBOUs8ALr8NINw1q1NlsJuGWOPDC2jx+GlPYjcjXQAAASAAAAAHAAAABwAAAAdzc2gtcnNhAAAAQQDLgm9Ef+mVddX53wtPQvtaOn67N1IZ"
    "uAVoteYtKEEVJrk+AE5SzwAuvw0g3DWrU2Wwm4ZY48MLaPH4aU9iNyNdAAAAAwEAAQAAAEEAi8+wYX7/Go850dBKFMoPpI1LQ5Nd9A1YqfdNivh8veoBfrFj"
    "iTMOrg9aw/NcOn57UcxRvSvWvaObl0KGa+mUgQAAACBHUcxAsoGCFOs/uSVEC5A37FKcML76v/r1wYPYnexUQwAAACEA+4zV5knj7iwM2EdTsgcsQzU8u9TW"
    "tiPWpqcSj5MqcOcAAAAhAM8cCxlIShfTlToENei5pxoFD5+0R+Nd3pGUH9B3Qo0bAAAABHRlc3QBAgMEBQY=";
constexpr std::string_view kCiphertext = "q88uSWcUbt3SAOsAZ+wjXnsJM/oaw8ogosqzdkpAZTxqPj0Azlem39t+3l07egQysIJEiBN9Buujnsm4t9hoZg==";

std::string pem(std::string_view type, std::string_view body) {
  return fmt::format("-----BEGIN {0}-----\n{1}\n-----END {0}-----\n", type, body);
}

std::string decrypted(std::string_view ciphertext, std::string_view key) {
  Context context;
  Outcome outcome = invoke(*find_function("rsadecrypt"), std::vector{Value::string(ciphertext), Value::string(key)}, context);
  if (outcome) return notation::describe(*outcome);
  return (outcome.error().limit ? "limit: " : "error: ") + outcome.error().message;
}

TEST(Rsa, ReadsEveryFormOfKey) {
  EXPECT_EQ(decrypted(kCiphertext, pem("RSA PRIVATE KEY", kPkcs1)), R"("höllo")");
  EXPECT_EQ(decrypted(kCiphertext, pem("PRIVATE KEY", kPkcs8)), R"("höllo")");
  EXPECT_EQ(decrypted(kCiphertext, pem("OPENSSH PRIVATE KEY", kOpenSsh)), R"("höllo")");
}

TEST(Rsa, ReadsPemAsGo) {
  std::string key = pem("RSA PRIVATE KEY", kPkcs1);
  EXPECT_EQ(decrypted(kCiphertext, "junk\n" + key + "junk"), R"("höllo")");
  EXPECT_EQ(decrypted(kCiphertext, pem("RSA PRIVATE KEY", fmt::format("A: b\n\n \t{}", kPkcs1))), R"("höllo")");
  EXPECT_EQ(decrypted(kCiphertext, "-----BEGIN X-----\nAAAA\n-----END Y-----\n" + key), R"("höllo")");
  EXPECT_EQ(decrypted(kCiphertext, " " + key), "error: invalid private key: ssh: no key found");
  EXPECT_EQ(decrypted(kCiphertext, key.substr(0, key.size() - 3)), "error: invalid private key: ssh: no key found");
  EXPECT_EQ(decrypted(kCiphertext, pem("RSA PRIVATE KEY", fmt::format("Proc-Type: 4,ENCRYPTED\nDEK-Info: x\n\n{}", kPkcs1))),
            "error: invalid private key: ssh: this private key is passphrase protected");
  EXPECT_EQ(decrypted(kCiphertext, pem("FOO", kPkcs1)), R"(error: invalid private key: ssh: unsupported key type "FOO")");
  EXPECT_EQ(decrypted(kCiphertext, pem("RSA PRIVATE KEY", kPkcs1.substr(0, 200))),
            "error: invalid ASN1 data in the given private key: sequence truncated");
  EXPECT_EQ(decrypted(kCiphertext, std::string(100'000, '\n') + key), "limit: a private key of more than 65536 bytes");
}

TEST(Rsa, RefusesNumbersThatAreNoKey) {
  // A digit of the modulus, and of the private exponent.
  for (size_t place : {20, 110}) {
    std::string body(kPkcs1);
    body[place] = body[place] == 'A' ? 'B' : 'A';
    EXPECT_THAT(decrypted(kCiphertext, pem("RSA PRIVATE KEY", body)),
                testing::StartsWith("error: invalid private key: crypto/rsa: invalid"))
        << place;
  }
}

// Terraform's answers for messages whose padding is faulty. None may give a text by accident.
TEST(Rsa, RefusesWhatWasNotEncryptedForTheKey) {
  constexpr std::string_view kFailed = "error: failed to decrypt: crypto/rsa: decryption error";
  std::string key = pem("RSA PRIVATE KEY", kPkcs1);
  EXPECT_EQ(decrypted("GCrBXuPNKH4vQdhjfiSVUr6j135Y5llY6h4NqpcXhGQId6PfCAejpJ4NhuSHKGTB74TRIw5afQMamx+sP7DisQ==", key), kFailed)
      << "Block type 1.";
  EXPECT_EQ(decrypted("xqytxtyYdkkgSn2dtc6Y2iBcg/dajTrAFHENoZdNpu3lcqYkQ1MrtSfzc+FfVwtiPulymmhGJD7cDZbMimKc9g==", key), kFailed)
      << "Seven bytes of padding.";
  // Eight bytes of padding are enough.
  EXPECT_EQ(decrypted("FpsckqpLQt5sjbR6YbR3GgTowyAaGHdgziZjsoXhL7dcr1Bv7JLnMEV74mhGXZIVg8+oBaBf+91hmQhEJS/HNA==", key),
            '"' + std::string(53, 'x') + '"');
  EXPECT_EQ(decrypted("Bcr+umZJrhNveCXyInaAG3+XiiqYdQt8oRn+7fWHjRU6qr9jQbSL/gQ6XZtYikJDz6RRVCnLrohFdeUmRpcDWQ==", key), kFailed)
      << "No end of the padding.";
  EXPECT_EQ(decrypted("kw5busGM5b9yp63bT9QZ7qWYzsdKPExaRhF4Ph/mcKweCX1gTQEgJucM5Mb2blHd8W0qA07fBfiu3egx7VgpcQ==", key), kFailed)
      << "Does not begin with zero.";
  EXPECT_EQ(decrypted("y4JvRH/plXXV+d8LT0L7Wjp+uzdSGbgFaLXmLShBFSa5PgBOUs8ALr8NINw1q1NlsJuGWOPDC2jx+GlPYjcjXQ==", key), kFailed)
      << "Not less than the modulus.";
  EXPECT_EQ(decrypted("AA==", key), kFailed) << "Zero.";
  EXPECT_EQ(decrypted("AKvPLklnFG7d0gDrAGfsI157CTP6GsPKIKLKs3ZKQGU8aj49AM5Xpt/bft5dO3oEMrCCRIgTfQbro57JuLfYaGY=", key), kFailed)
      << "A byte too long.";
}

TEST(Digest, OfBytes) {
  EXPECT_EQ(to_hex(digest(Digest::Md5, std::string_view("\0\xFF", 2))), "d07d34efac6328007ad67c7e0a985e00");
  EXPECT_EQ(digest(Digest::Sha1, "").size(), 20U);
  EXPECT_EQ(digest(Digest::Sha512, "").size(), 64U);
}

}  // namespace
}  // namespace wafpp::functions
