#include "store/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include "documents/beneath.h"

namespace wafpp::store {

namespace {

using documents::Descriptor;

constexpr size_t kOutputBytes = size_t{16} << 20;
constexpr size_t kErrorBytes = size_t{16} << 10;
constexpr int kPollMilliseconds = 100;
constexpr int kSignalBase = 128;

std::atomic<bool> stop{false};

std::pair<Descriptor, Descriptor> make_pipe() {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// Ours with the changes, as `NAME=value` texts.
std::vector<std::string> environment_of(const ProcessCall& call) {
  std::vector<std::string> result;
  auto name_of = [](std::string_view entry) { return entry.substr(0, entry.find('=')); };
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    bool changed = false;
    for (const std::string& change : call.environment) changed |= name_of(change) == name_of(*entry);
    if (!changed) result.emplace_back(*entry);
  }
  for (const std::string& change : call.environment) {
    if (change.find('=') != std::string::npos) result.push_back(change);
  }
  return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// In the child, after fork: only what is safe there. `errno` of what failed goes up the pipe.
[[noreturn]] void become(char* const* words, char* const* environment, const char* folder, int input, int output, int errors, int report,
                         bool may_ask) {
  // A session of its own has no terminal to ask at; either way a group of its own can be ended as a whole.
  if (may_ask) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  } else {
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  }
  bool good = ::dup2(input, STDIN_FILENO) >= 0 && ::dup2(output, STDOUT_FILENO) >= 0 && ::dup2(errors, STDERR_FILENO) >= 0;
  if (good && folder != nullptr) good = ::chdir(folder) == 0;
  for (int number : {SIGINT, SIGTERM, SIGPIPE}) ::signal(number, SIG_DFL);
  if (good) ::execvpe(words[0], words, environment);
  int problem = errno;
  [[maybe_unused]] ssize_t written = ::write(report, &problem, sizeof(problem));
  ::_exit(127);
}

/// What can be read now; false at the end.
bool drain(int from, std::string& to, size_t limit, bool keep_end) {
  std::array<char, 1 << 14> buffer{};
  ssize_t got = ::read(from, buffer.data(), buffer.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  if (got == 0) return false;
  to.append(buffer.data(), static_cast<size_t>(got));
  if (to.size() > limit) keep_end ? to.erase(0, to.size() - limit) : to.erase(limit);
  return true;
}

}  // namespace

void catch_interrupts() {
  struct sigaction action = {};
  action.sa_handler = [](int) { stop = true; };
  // A second one ends the process as usual.
  action.sa_flags = SA_RESETHAND;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return stop; }

base::Result<ProcessResult> run_process(const ProcessCall& call) {
  std::vector<std::string> words = call.words;
  std::vector<std::string> environment = environment_of(call);
  std::vector<char*> word_pointers = pointers(words);
  std::vector<char*> environment_pointers = pointers(environment);
  auto [output, output_end] = make_pipe();
  auto [errors, errors_end] = make_pipe();
  auto [report, report_end] = make_pipe();
  Descriptor nothing(::open("/dev/null", O_RDWR | O_CLOEXEC));
  if (!output.is_open() || !errors.is_open() || !report.is_open() || !nothing.is_open())
    return base::fail(std::string("no pipe: ") + std::strerror(errno));

  pid_t child = ::fork();
  if (child < 0) return base::fail("cannot start `" + words[0] + "`: " + std::strerror(errno));
  if (child == 0) {
    become(word_pointers.data(), environment_pointers.data(), call.folder.empty() ? nullptr : call.folder.c_str(), nothing.number(),
           output_end.number(), errors_end.number(), report_end.number(), call.may_ask);
  }
  output_end = Descriptor();
  errors_end = Descriptor();
  report_end = Descriptor();
  int problem = 0;
  ssize_t told = 0;
  do {
    told = ::read(report.number(), &problem, sizeof(problem));
  } while (told < 0 && errno == EINTR);

  ProcessResult result;
  bool output_open = true;
  bool errors_open = true;
  bool ended = false;
  while (output_open || errors_open) {
    std::array<pollfd, 2> wait{pollfd{output_open ? output.number() : -1, POLLIN, 0},
                               pollfd{errors_open ? errors.number() : -1, POLLIN, 0}};
    ::poll(wait.data(), wait.size(), kPollMilliseconds);
    if (wait[0].revents != 0) output_open = drain(output.number(), result.output, kOutputBytes, false);
    if (wait[1].revents != 0) errors_open = drain(errors.number(), result.errors, kErrorBytes, true);
    if (interrupted() && !std::exchange(ended, true)) ::kill(call.may_ask ? child : -child, SIGTERM);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (told == sizeof(problem)) {
    return base::fail(problem == ENOENT ? "there is no `" + words[0] + "` on `PATH`"
                                        : "cannot start `" + words[0] + "`: " + std::strerror(problem));
  }
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : kSignalBase + WTERMSIG(status);
  return result;
}

}  // namespace wafpp::store
