// scoring/expression/arena.h: memory for the strings, lists and causes of one dossier.
//
//   Shape    blocks that are kept from dossier to dossier.
//   Threads  one at a time.
//   Cost     a few instructions per allocation; nothing is freed before Reset.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace jifen::scoring::expression {

class Arena {
 public:
  // Frees everything that was handed out and keeps the memory.
  void Reset() {
    block_ = 0;
    used_ = 0;
    total_ = 0;
  }

  // Memory for `count` objects of a trivial type, not initialised.
  template <typename T>
  T* Allocate(size_t count) {
    static_assert(alignof(T) <= kAlignment);
    return static_cast<T*>(AllocateBytes(count * sizeof(T)));
  }
  // What was handed out after a mark can be given back, if nothing points to it any more.
  struct Mark {
    size_t block;
    size_t used;
    size_t total;
  };
  Mark mark() const { return {block_, used_, total_}; }
  void Release(Mark mark) {
    block_ = mark.block;
    used_ = mark.used;
    total_ = mark.total;
  }

  // Bytes handed out since Reset.
  size_t total() const { return total_; }

 private:
  static constexpr size_t kAlignment = 16;
  static constexpr size_t kBlockBytes = 64 * 1024;

  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    size_t size;
  };

  void* AllocateBytes(size_t size) {
    size = (size + kAlignment - 1) / kAlignment * kAlignment;
    total_ += size;
    if (block_ < blocks_.size() && used_ + size <= blocks_[block_].size) {
      void* result = blocks_[block_].bytes.get() + used_;
      used_ += size;
      return result;
    }
    return AllocateFromNextBlock(size);
  }
  void* AllocateFromNextBlock(size_t size);

  std::vector<Block> blocks_;
  size_t block_ = 0;
  size_t used_ = 0;
  size_t total_ = 0;
};

}  // namespace jifen::scoring::expression
