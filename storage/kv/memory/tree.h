// storage/kv/memory/tree.h: an immutable ordered map of entries; a change makes a new map beside
// the old.
//
//   Shape    a treap: a search tree by key and a heap by hash of the key. Its shape depends on the
//            keys alone, and its depth is logarithmic unless somebody chooses keys by their hash.
//   Threads  immutable: trees and their nodes may be shared.
//   Cost     Put, Erase, Find: O(log n); a new tree shares all but O(log n) nodes with the old.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "storage/kv/store.h"

namespace jifen::storage::kv::memory {

struct Node;
using Tree = std::shared_ptr<const Node>;  // null: no entries

struct Node {
  std::shared_ptr<const Entry> entry;
  uint64_t rank = 0;  // hash of the key: no child outranks its parent
  Tree left;
  Tree right;
};

Tree Put(const Tree& tree, std::shared_ptr<const Entry> entry);
Tree Erase(const Tree& tree, std::string_view key);
const Entry* Find(const Tree& tree, std::string_view key);  // null: none

// A place in a tree, and the way on.
class Walk {
 public:
  // At the first entry whose key is not before `begin`.
  Walk(Tree tree, std::string_view begin);

  const Entry* entry() const { return path_.empty() ? nullptr : path_.back()->entry.get(); }
  void Next();

 private:
  Tree tree_;                      // keeps the nodes alive
  std::vector<const Node*> path_;  // the node, below it the ancestors that are still to come
};

}  // namespace jifen::storage::kv::memory
