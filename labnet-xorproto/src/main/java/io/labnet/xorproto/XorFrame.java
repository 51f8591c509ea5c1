// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

/**
 * A packet on the wire, with the form of its checksum.
 *
 * @param packet the packet
 * @param form the form of its checksum; if a received checksum matches several accepted forms,
 *     {@link ChecksumForm#BYTE_SWAPPED} has priority
 */
public record XorFrame(XorPacket packet, ChecksumForm form) {}
