#include "tools/jifen/usage_hint.h"

#include <algorithm>

namespace jifen::tools::cli {
namespace {

constexpr size_t kDistanceMax = 2;
constexpr size_t kWordBytesMax = 64;  // no command or option is nearly so long

size_t Distance(std::string_view left, std::string_view right) {
  std::vector<std::vector<size_t>> steps(left.size() + 1, std::vector<size_t>(right.size() + 1));
  for (size_t i = 0; i <= left.size(); ++i) {
    for (size_t k = 0; k <= right.size(); ++k) {
      if (i == 0 || k == 0) {
        steps[i][k] = i + k;
        continue;
      }
      const size_t exchanged = steps[i - 1][k - 1] + (left[i - 1] == right[k - 1] ? 0 : 1);
      steps[i][k] = std::min({steps[i - 1][k] + 1, steps[i][k - 1] + 1, exchanged});
      if (i < 2 || k < 2 || left[i - 1] != right[k - 2] || left[i - 2] != right[k - 1]) continue;
      steps[i][k] = std::min(steps[i][k], steps[i - 2][k - 2] + 1);
    }
  }
  return steps[left.size()][right.size()];
}

const CLI::App& ParsedPart(const CLI::App& program) {
  const CLI::App* part = &program;
  while (!part->get_subcommands().empty()) part = part->get_subcommands().back();
  return *part;
}

std::vector<std::string> OptionsOf(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* app = &command; app != nullptr; app = app->get_parent()) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

std::vector<std::string> CommandsOf(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* app : command.get_subcommands({})) names.push_back(app->get_name());
  return names;
}

}  // namespace

std::string NearestOf(std::string_view word, const std::vector<std::string>& candidates) {
  std::string nearest;
  if (word.size() > kWordBytesMax) return nearest;
  // Two letters that are both wrong are like every word of two letters.
  size_t best = std::min(kDistanceMax + 1, word.size());
  for (const std::string& candidate : candidates) {
    const size_t distance = Distance(word, candidate);
    if (distance >= best) continue;
    best = distance;
    nearest = candidate;
  }
  return nearest;
}

std::string NearestTo(const CLI::App& program, std::string_view word) {
  const CLI::App& part = ParsedPart(program);
  if (word.substr(0, 2) == "--") return NearestOf(word.substr(0, word.find('=')), OptionsOf(part));
  return NearestOf(word, CommandsOf(part));
}

std::string ParsedCommand(const CLI::App& program) {
  std::string words = program.get_name();
  const CLI::App* part = &program;
  while (!part->get_subcommands().empty()) {
    part = part->get_subcommands().back();
    words.append(" ").append(part->get_name());
  }
  return words;
}

}  // namespace jifen::tools::cli
