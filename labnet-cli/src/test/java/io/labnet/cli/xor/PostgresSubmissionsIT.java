// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import io.labnet.cli.PostgresServer;

class PostgresSubmissionsIT extends SubmissionsContract {
    @Override
    String database() throws Exception {
        return PostgresServer.emptyDatabase();
    }
}
