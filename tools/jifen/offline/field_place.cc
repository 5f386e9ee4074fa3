#include "tools/jifen/offline/field_place.h"

#include <charconv>

#include "proto/model/text_proto.h"

namespace jifen::tools::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using ParseInfoTree = google::protobuf::TextFormat::ParseInfoTree;

struct Step {
  std::string name;
  int index = -1;  // -1: not repeated
};

// Takes the first step off a path.
Step TakeStep(std::string_view* path) {
  const size_t end = path->find('.');
  std::string_view text = path->substr(0, end);
  path->remove_prefix(end == std::string_view::npos ? path->size() : end + 1);
  Step step;
  if (const size_t open = text.find('['); open != std::string_view::npos && text.ends_with(']')) {
    const std::string_view digits = text.substr(open + 1, text.size() - open - 2);
    std::from_chars(digits.data(), digits.data() + digits.size(), step.index);
    text = text.substr(0, open);
  }
  step.name = std::string(text);
  return step;
}

// The message of a step; null if it is none, or not there.
const Message* Enter(const Message& message, const FieldDescriptor& field, int index) {
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || field.is_map()) return nullptr;
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  if (!field.is_repeated()) {
    return reflection.HasField(message, &field) ? &reflection.GetMessage(message, &field) : nullptr;
  }
  if (index < 0 || index >= reflection.FieldSize(message, &field)) return nullptr;
  return &reflection.GetRepeatedMessage(message, &field, index);
}

bool IsOctal(char c) { return c >= '0' && c <= '7'; }
bool IsHex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Bytes of the text that make one byte of the value: an escape is longer. (\u is none of one byte; the
// caret may then be a little off.)
size_t EscapedSize(std::string_view text) {
  if (text.size() < 2 || text[0] != '\\') return 1;
  size_t size = 2;
  if (IsOctal(text[1])) {
    while (size < 4 && size < text.size() && IsOctal(text[size])) ++size;
  } else if (text[1] == 'x' || text[1] == 'X') {
    while (size < 4 && size < text.size() && IsHex(text[size])) ++size;
  }
  return size;
}

// Past blanks and comments.
size_t SkipBlanks(std::string_view text, size_t offset) {
  while (offset < text.size()) {
    const char c = text[offset];
    if (c == '#') {
      offset = std::min(text.find('\n', offset), text.size());
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++offset;
    } else {
      break;
    }
  }
  return offset;
}

}  // namespace

std::optional<FieldPlace> FindField(const Message& message, const ParseInfoTree& places,
                                    std::string_view text, std::string_view path) {
  std::optional<FieldPlace> found;
  const Message* inside = &message;
  const ParseInfoTree* tree = &places;
  while (!path.empty()) {
    if (found.has_value()) found->is_whole = false;
    const Step step = TakeStep(&path);
    const FieldDescriptor* field = inside->GetDescriptor()->FindFieldByName(step.name);
    if (field == nullptr) return found;
    const auto place =
        tree->GetLocation(field, field->is_repeated() && step.index < 0 ? 0 : step.index);
    if (place.line < 0) return found;
    found = FieldPlace{.offset = model::TokenizerOffset(text, place.line, place.column),
                       .is_whole = true,
                       .owner = inside,
                       .field = field};
    const Message* next = Enter(*inside, *field, step.index);
    // An entry of a map is named by its key, which protobuf cannot look up.
    tree = next == nullptr ? nullptr : tree->GetTreeForNested(field, step.index);
    if (tree == nullptr) {
      found->is_whole = path.empty();
      return found;
    }
    inside = next;
  }
  return found;
}

size_t OffsetInString(std::string_view text, size_t field_offset, size_t index) {
  size_t offset = text.find(':', field_offset);
  if (offset == std::string_view::npos) return field_offset;
  size_t end = ++offset;
  for (size_t passed = 0;;) {
    offset = SkipBlanks(text, offset);
    if (offset >= text.size() || (text[offset] != '"' && text[offset] != '\'')) return end;
    const char quote = text[offset++];
    while (offset < text.size() && text[offset] != quote) {
      if (passed == index) return offset;
      ++passed;
      offset += EscapedSize(text.substr(offset));
    }
    end = offset++;
  }
}

}  // namespace jifen::tools::cli
