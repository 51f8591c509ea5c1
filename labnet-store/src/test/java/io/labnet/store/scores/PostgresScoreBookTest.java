// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import io.labnet.store.PostgresServer;

class PostgresScoreBookTest extends ScoreBookContract {
    @Override
    ScoreBook emptyBook() throws Exception {
        return ScoreBook.open(PostgresServer.emptyDatabase());
    }
}
