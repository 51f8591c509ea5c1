// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

class MemoryScoreBookTest extends ScoreBookContract {
    @Override
    ScoreBook emptyBook() {
        return ScoreBook.inMemory();
    }
}
