// Runs a fuzz target as a test, with no fuzzing engine: replays every file of
// a corpus, then seeded mutations of it.  The same inputs in every run.
//
//   loa_token_fuzz <corpus folder> <number of mutations>
//
// The input that is about to run is kept, so that a crash (or a sanitizer)
// names it on standard error.

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

constexpr uint64_t kSeed = 20220531;
constexpr size_t kMaxInputBytes = 8192;
constexpr int kMaxEdits = 8;

std::string current;  // NOLINT: read by the signal handler

void PrintInput(int) {
  constexpr char kDigits[] = "0123456789abcdef";
  constexpr char kTitle[] = "the input in hex: ";
  (void)!write(STDERR_FILENO, kTitle, sizeof(kTitle) - 1);
  for (const unsigned char c : current) {
    const char hex[2] = {kDigits[c >> 4], kDigits[c & 15]};
    (void)!write(STDERR_FILENO, hex, sizeof(hex));
  }
  (void)!write(STDERR_FILENO, "\n", 1);
}

void Run(const std::string& input) {
  current = input;
  // A copy of the exact size, so that a sanitizer sees one byte too many.
  const std::vector<uint8_t> bytes(input.begin(), input.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

std::vector<std::string> ReadCorpus(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(folder)) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> corpus = {""};
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(file),
                        std::istreambuf_iterator<char>());
  }
  return corpus;
}

class Mutator {
 public:
  explicit Mutator(const std::vector<std::string>& corpus) : corpus_(corpus) {}

  std::string Next() {
    std::string input = corpus_[Below(corpus_.size())];
    for (size_t edits = 1 + Below(kMaxEdits); edits > 0; --edits) Edit(input);
    if (input.size() > kMaxInputBytes) input.resize(kMaxInputBytes);
    return input;
  }

 private:
  size_t Below(size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void Edit(std::string& input) {
    const size_t at = Below(input.size() + 1);
    const size_t count = Below(std::min<size_t>(input.size() - at, 64) + 1);
    const std::string& other = corpus_[Below(corpus_.size())];
    switch (Below(6)) {
      case 0:  // flip a bit
        if (at < input.size()) input[at] ^= static_cast<char>(1 << Below(8));
        return;
      case 1:  // any byte, anywhere
        input.insert(at, 1, static_cast<char>(random_()));
        return;
      case 2:  // leave some out
        input.erase(at, count);
        return;
      case 3:  // say it twice
        input.insert(at, input.substr(at, count));
        return;
      case 4:  // go on with another input
        input = input.substr(0, at) + other.substr(Below(other.size() + 1));
        return;
      default:  // end early
        input.resize(at);
    }
  }

  const std::vector<std::string>& corpus_;
  std::mt19937_64 random_{kSeed};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s <corpus folder> <mutations>\n", argv[0]);
    return EXIT_FAILURE;
  }
  for (const int fault : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
    struct sigaction action {};
    action.sa_handler = &PrintInput;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(fault, &action, nullptr);
  }
  const std::vector<std::string> corpus = ReadCorpus(argv[1]);
  for (const std::string& input : corpus) Run(input);
  Mutator mutator(corpus);
  const long mutations = std::strtol(argv[2], nullptr, 10);  // NOLINT: strtol
  for (long i = 0; i < mutations; ++i) Run(mutator.Next());  // NOLINT
  std::printf("%zu inputs of the corpus and %ld mutations\n", corpus.size(),
              mutations);
  return EXIT_SUCCESS;
}
