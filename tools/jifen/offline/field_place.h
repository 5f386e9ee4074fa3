// tools/jifen/offline/field_place.h: where a field stands in a text proto.
//
//   Shape    paths as faults have them, e.g. categories[1].indicators[0].measure.value. The keys of a
//            map stand for the map: expect.points.staff is expect.points.
//   Units    offsets in bytes from 0.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"

namespace jifen::tools::cli {

// What a path leads to, as far as the text has it.
struct FieldPlace {
  size_t offset = 0;      // of the field's name
  bool is_whole = false;  // the path's last field itself is there
  const google::protobuf::Message* owner = nullptr;
  const google::protobuf::FieldDescriptor* field = nullptr;  // of the owner
};

// Nullopt if not even the first field of the path is in the text.
std::optional<FieldPlace> FindField(const google::protobuf::Message& message,
                                    const google::protobuf::TextFormat::ParseInfoTree& places,
                                    std::string_view text, std::string_view path);

// The offset in the text of the byte `index` of the string that is the value of the field at
// `field_offset`, which may be written as several strings and with escapes. The end of the value for an
// index beyond.
size_t OffsetInString(std::string_view text, size_t field_offset, size_t index);

}  // namespace jifen::tools::cli
