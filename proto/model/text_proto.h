// proto/model/text_proto.h: reads a message from its text form and says where it breaks.
//
//   Errors   the first fault, also of a name or value that is not known: its line and column from 1, the
//            column in code points; of an unknown name the place is that of the name.
//   Threads  free functions without state.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "google/protobuf/message.h"

namespace jifen::model {

struct TextProtoFault {
  int line = 0;
  int column = 0;
  std::string message;  // the parser's, in English
};

// What was read before a fault is in the message then.
std::optional<TextProtoFault> ParseTextProto(const std::string& text,
                                             google::protobuf::Message* message);

struct TextPlace {
  int line = 1;
  int column = 1;  // in code points
};

// The place of a byte; of one beyond the end that of the end.
TextPlace PlaceOf(std::string_view text, size_t byte);

// The byte at a line and a column as protobuf's tokenizer counts them: from 0, columns in bytes with tabs widened. The
// end of the text for a line beyond.
size_t TokenizerOffset(std::string_view text, int line, int column);

}  // namespace jifen::model
