#include "cli/sandbox.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

#include "documents/repository.h"

namespace wafpp::cli {

namespace {

// The kernel's interface, stated here so that older headers do not matter (include/uapi/linux/landlock.h).
constexpr uint64_t kReadFile = 1ULL << 2;
constexpr uint64_t kReadFolder = 1ULL << 3;
constexpr uint64_t kWriteFile = 1ULL << 1;
constexpr uint64_t kRemoveFile = 1ULL << 5;
constexpr uint64_t kMakeFile = 1ULL << 8;
constexpr uint64_t kMakeFolder = 1ULL << 7;
constexpr uint64_t kMakeLink = 1ULL << 12;
constexpr uint64_t kTruncate = 1ULL << 14;  // Since the third version.
/// Everything the first version can take away.
constexpr uint64_t kAllOfFirst = (1ULL << 13) - 1;
constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr long kRestrictSelf = 446;

struct RulesetAttributes {
  uint64_t handled_access_fs;
};
struct [[gnu::packed]] PathBeneath {
  uint64_t allowed_access;
  int32_t parent_fd;
};

bool allow(int ruleset, const std::string& path, uint64_t access) {
  int folder = open(path.c_str(), O_PATH | O_CLOEXEC);
  if (folder < 0) return errno == ENOENT;
  PathBeneath rule{access, folder};
  bool added = syscall(kAddRule, ruleset, 1, &rule, 0) == 0;
  // A file takes no rights that only a folder has.
  if (!added && errno == EINVAL) {
    rule.allowed_access = access & (kReadFile | kWriteFile | kTruncate);
    added = syscall(kAddRule, ruleset, 1, &rule, 0) == 0;
  }
  close(folder);
  return added;
}

bool restrict_files(const SandboxNeeds& needs) {
  long version = syscall(kCreateRuleset, nullptr, 0, 1);
  if (version < 1) return false;
  uint64_t handled = kAllOfFirst | (version >= 3 ? kTruncate : 0);
  RulesetAttributes attributes{handled};
  int ruleset = static_cast<int>(syscall(kCreateRuleset, &attributes, sizeof(attributes), 0));
  if (ruleset < 0) return false;
  bool good = true;
  for (const std::string& path : needs.readable) good = allow(ruleset, path, kReadFile | kReadFolder) && good;
  for (const std::string& path : needs.writable) {
    good = allow(ruleset, path, (kReadFile | kReadFolder | kWriteFile | kRemoveFile | kMakeFile | kTruncate) & handled) && good;
  }
  for (const std::string& path : needs.trees) {
    uint64_t access = kReadFile | kReadFolder | kWriteFile | kMakeFile | kMakeFolder | kMakeLink | kTruncate;
    good = allow(ruleset, path, access & handled) && good;
  }
  // Tables that the C library loads when it converts between encodings.
  for (const char* path : {"/usr/lib", "/usr/share/i18n", "/lib"}) good = allow(ruleset, path, kReadFile | kReadFolder) && good;
  good = good && syscall(kRestrictSelf, ruleset, 0) == 0;
  close(ruleset);
  return good;
}

#if defined(__x86_64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr uint32_t kArchitecture = 0;
#endif

bool restrict_system() {
  if (kArchitecture == 0) return false;
  constexpr long kRefused[] = {
      SYS_execve,  SYS_execveat, SYS_socket,     SYS_socketpair,       SYS_connect,           SYS_bind,
      SYS_listen,  SYS_accept4,  SYS_ptrace,     SYS_process_vm_readv, SYS_process_vm_writev, SYS_mount,
      SYS_umount2, SYS_chroot,   SYS_setns,      SYS_unshare,          SYS_init_module,       SYS_bpf,
      SYS_keyctl,  SYS_add_key,  SYS_kexec_load, SYS_reboot,
  };
  constexpr size_t kCount = sizeof(kRefused) / sizeof(kRefused[0]);
  sock_filter program[kCount + 6];
  size_t at = 0;
  auto load = [](uint32_t offset) { return sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset); };
  auto answer = [](uint32_t what) { return sock_filter BPF_STMT(BPF_RET | BPF_K, what); };
  program[at++] = load(offsetof(seccomp_data, arch));
  program[at++] = sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0);
  // Calls by another architecture's numbers would mean other calls.
  program[at++] = answer(SECCOMP_RET_KILL_PROCESS);
  program[at++] = load(offsetof(seccomp_data, nr));
  for (size_t index = 0; index < kCount; ++index) {
    auto to_refusal = static_cast<uint8_t>(kCount - index);
    program[at++] = sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(kRefused[index]), to_refusal, 0);
  }
  program[at++] = answer(SECCOMP_RET_ALLOW);
  program[at++] = answer(SECCOMP_RET_ERRNO | EPERM);
  sock_fprog filter{static_cast<unsigned short>(at), program};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

}  // namespace

void allow_repository(const std::string& path, SandboxNeeds& needs) {
  if (documents::FileResult<documents::OpenedRepository> opened = documents::open_repository(path)) needs.readable.push_back(opened->root);
}

Sandbox enter_sandbox(const SandboxNeeds& needs) {
  Sandbox result;
  // Without this neither is allowed to a process that is not root.
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return result;
  result.files = restrict_files(needs);
  result.system = restrict_system();
  return result;
}

}  // namespace wafpp::cli
