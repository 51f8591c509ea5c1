// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.scores;

import io.labnet.examples.database.PostgresServer;

class PostgresScoreBookTest extends ScoreBookContract {
    @Override
    ScoreBook emptyBook() throws Exception {
        return ScoreBook.open(PostgresServer.emptyDatabase());
    }
}
