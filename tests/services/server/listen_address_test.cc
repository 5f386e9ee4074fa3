#include "services/server/listen_address.h"

#include "gtest/gtest.h"
#include "proto/model/error.h"

namespace jifen::services::server {
namespace {

TEST(ListenAddressCheck, TakesLoopbackWithAPort) {
  for (const char* address : {"127.0.0.1:7600", "localhost:0", "[::1]:65535"}) {
    EXPECT_TRUE(CheckListenAddress(address).ok()) << address;
  }
}

TEST(ListenAddressCheck, RefusesOtherHostsAndWhatIsNoPort) {
  for (const char* address :
       {"0.0.0.0:7600", "10.0.0.1:7600", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
        "127.0.0.1:-1", "127.0.0.1:7600x", "127.0.0.1:000080", ":7600", ""}) {
    const absl::Status status = CheckListenAddress(address);
    ASSERT_FALSE(status.ok()) << address;
    EXPECT_EQ(model::DetailOf(status)->reason(), v1::REASON_OUT_OF_RANGE) << address;
    EXPECT_EQ(model::DetailOf(status)->path(), "listen") << address;
  }
}

}  // namespace
}  // namespace jifen::services::server
