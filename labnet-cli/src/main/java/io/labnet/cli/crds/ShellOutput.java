// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

/** Shows lines to the person at the client. Any thread may call. */
interface ShellOutput {
    /** Shows what was asked for, or what somebody says. It is fit for a terminal. */
    void print(String line);

    /** Shows what is wrong. It is fit for a terminal. */
    void complain(String problem);
}
