// storage/tables/message_names.h: short names for the two packages of messages, which both end in v1.
//
//   Shape    in storage/tables, v1 is the public API and stored is what only the disk sees.
#pragma once

namespace jifen::v1 {}
namespace jifen::storage::v1 {}

namespace jifen::storage::tables {

namespace v1 = ::jifen::v1;
namespace stored = ::jifen::storage::v1;

}  // namespace jifen::storage::tables
