#include "tools/jifen/client/connection.h"

#include "jifen/v1/error.pb.h"
#include "proto/model/error.h"
#include "tools/jifen/client/channel.h"

namespace jifen::tools::cli {
namespace {

// A dossier or a page of a thousand entries is far below this.
constexpr int kMessageBytesMax = 64 << 20;
constexpr absl::Duration kConnectTimeout = absl::Seconds(10);

// Whether something answers; a refused connection is known at once and is not waited for.
bool IsThere(grpc::Channel& channel, absl::Time deadline) {
  grpc_connectivity_state state = channel.GetState(/*try_to_connect=*/true);
  while (state != GRPC_CHANNEL_READY) {
    if (state == GRPC_CHANNEL_TRANSIENT_FAILURE || state == GRPC_CHANNEL_SHUTDOWN) return false;
    if (!channel.WaitForStateChange(state, absl::ToChronoTime(deadline))) return false;
    state = channel.GetState(true);
  }
  return true;
}

}  // namespace

absl::StatusOr<Connection> Connection::Open(const ConnectionOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMessageBytesMax);
  auto channel = std::make_shared<Channel>();
  channel->grpc =
      grpc::CreateCustomChannel(options.server, grpc::InsecureChannelCredentials(), arguments);
  if (!IsThere(*channel->grpc, absl::Now() + std::min(options.timeout, kConnectTimeout))) {
    return model::ToStatus({.reason = v1::REASON_SERVER_UNREACHABLE,
                            .message = "no jifen server answers at this address",
                            .got = options.server});
  }
  return Connection(options, std::move(channel));
}

}  // namespace jifen::tools::cli
